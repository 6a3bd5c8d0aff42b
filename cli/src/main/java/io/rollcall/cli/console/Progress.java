package io.rollcall.cli.console;

import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells on standard error how far long work has come: a bar that is redrawn on a terminal, a line every few seconds elsewhere. Work
 * that is over before the first is due says nothing. For one thread.
 */
public final class Progress implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long FIRST_BAR_NANOS = 500_000_000L;
    private static final long BAR_NANOS = 100_000_000L;
    private static final long LINE_NANOS = 5_000_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private final String what;
    private final long total;
    private long nextAt;
    private boolean drawn;

    /**
     * @param what what is worked on
     * @param total how much there is; 0 when that is not known
     */
    public Progress(PrintWriter err, boolean terminal, String what, long total) {
        this.err = err;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
        this.nextAt = System.nanoTime() + (terminal ? FIRST_BAR_NANOS : LINE_NANOS);
    }

    /** So much is done. */
    public void at(long done) {
        long now = System.nanoTime();
        if (now < nextAt) {
            return;
        }
        if (terminal) {
            err.print("\r\u001b[K" + bar(done));
            drawn = true;
            nextAt = now + BAR_NANOS;
        } else {
            err.println(bar(done));
            nextAt = now + LINE_NANOS;
        }
        err.flush();
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }

    private String bar(long done) {
        if (total <= 0) {
            return what + ": " + String.format(Locale.ROOT, "line %,d", done);
        }
        long part = Math.min(done, total);
        int filled = (int) (WIDTH * part / total);
        String numbers = String.format(Locale.ROOT, "%3d %%", 100 * part / total);
        return terminal
                ? what + " [" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + numbers
                : what + ": " + numbers.strip();
    }
}
