package io.rollcall.cli.component;

import io.rollcall.cli.console.ExitStatus;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is said of a component that has stopped for good: why, at once; then which rights it lacks, if it may be that. Kafka's errors name the
 * resource that was denied, but neither the right nor who lacks it; so do not the lines of the log.
 *
 * @param component its name
 * @param err where it is said
 * @param denied finds out which rights it lacks, a line each, and may take a while
 */
record FailureReport(String component, PrintWriter err, Supplier<List<String>> denied) {

    /** Says it. */
    void tell(Running.Failure failure) {
        say(failure.message());
        if (failure.status() == ExitStatus.UNUSABLE) {
            denied.get().stream()
                    .filter(line -> !failure.message().contains(line))
                    .forEach(this::say);
        }
    }

    private void say(String line) {
        err.println("rollcall " + component + ": " + line);
        err.flush();
    }
}
