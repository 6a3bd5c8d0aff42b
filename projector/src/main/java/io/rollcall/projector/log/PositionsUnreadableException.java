package io.rollcall.projector.log;

import java.sql.SQLException;

/** The view did not say where reading goes on. */
public final class PositionsUnreadableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PositionsUnreadableException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
