package io.rollcall.projector.projection;

/** Somebody else has moved a partition on in the meantime: what was read of it is in the view already. The message names it. */
public final class PositionsMovedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PositionsMovedException(String message) {
        super(message);
    }
}
