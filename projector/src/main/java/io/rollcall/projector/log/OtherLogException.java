package io.rollcall.projector.log;

/** The log is not the one that the view was built from. The message says where that shows. */
public final class OtherLogException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OtherLogException(String message) {
        super(message);
    }
}
