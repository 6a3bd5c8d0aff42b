package io.rollcall.cli.console;

/** What the process says to its caller. */
public final class ExitStatus {

    /** It worked. */
    public static final int SUCCESS = 0;

    /** It worked and found something: a divergence, a failed verification. */
    public static final int FINDING = 1;

    /** Wrong usage or unusable input. */
    public static final int UNUSABLE = 2;

    /** A fault in Rollcall itself. */
    public static final int FAULT = 3;

    /** A component that was told to stop did not within its deadline; what it had not committed is done again. */
    public static final int LATE = 4;

    private ExitStatus() {}
}
