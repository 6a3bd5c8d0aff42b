package io.rollcall.cluster.app;

import org.jspecify.annotations.Nullable;

/** The cluster cannot start, or has stopped for good. The message is one line: what happened and how to mend it. */
public final class ClusterStoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ClusterStoppedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    ClusterStoppedException(String message) {
        super(message);
    }

    /**
     * What nobody expected has ended the cluster with this name. Too little heap for its objects is the operator's to mend; threads or
     * other memory that the machine does not give are not mended by more heap, and told as they are.
     */
    static ClusterStoppedException fault(String name, Throwable unexpected) {
        String said = String.valueOf(unexpected.getMessage());
        if (unexpected instanceof OutOfMemoryError
                && (said.contains("heap space") || said.contains("GC overhead limit exceeded"))) {
            long megabytes = Runtime.getRuntime().maxMemory() / (1024 * 1024);
            return new ClusterStoppedException(
                    name + " has more objects than " + megabytes + " MB of heap hold; give it more (-Xmx in"
                            + " ROLLCALL_JAVA_OPTS, or more memory for its container) and start it again: what is"
                            + " committed is in the log");
        }
        return new ClusterStoppedException(
                name + " has stopped, a fault of this program: " + unexpected
                        + "; what is committed is in the log: start it again",
                unexpected);
    }
}
