package io.rollcall.cluster.simulated;

/** A manifest cannot be used. The message is one line: file, place, what is wrong. */
public final class ManifestException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** With a line for people. */
    public ManifestException(String message) {
        super(message);
    }
}
