package io.rollcall.events.rights;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Finds the right behind a failure of a part that was at work: Kafka's own words name the resource at most, neither the right nor who lacks it.
 * What fails again and again with the same words is asked for every few seconds only. For one thread, which waits for Kafka's answer for up to
 * 15 seconds.
 */
public final class DenialFinder {

    private static final long AGAIN = Duration.ofSeconds(5).toNanos();

    private final Supplier<List<String>> denied;
    private final LongSupplier nanoTime;
    private String words = "";
    private Optional<String> found = Optional.empty();
    private long askedAt;

    /** For a part. */
    public DenialFinder(PartRights part) {
        this(part::denied, System::nanoTime);
    }

    DenialFinder(Supplier<List<String>> denied, LongSupplier nanoTime) {
        this.denied = denied;
        this.nanoTime = nanoTime;
    }

    /** Whether Kafka has refused something for want of a right. */
    public static boolean isRefusal(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException) {
                return true;
            }
        }
        return false;
    }

    /**
     * One line that names the right, who lacks it and what grants it; of several the first, and how many more. Empty when none is missing,
     * or Kafka does not say.
     *
     * @param said what the failure says
     */
    public Optional<String> find(String said) {
        long now = nanoTime.getAsLong();
        if (!said.equals(words) || now - askedAt >= AGAIN) {
            found = line(denied.get());
            words = said;
            askedAt = nanoTime.getAsLong();
        }
        return found;
    }

    private static Optional<String> line(List<String> lines) {
        int more = lines.size() - 1;
        return lines.stream().findFirst().map(first -> switch (more) {
            case 0 -> first;
            case 1 -> first + "; one more right is missing";
            default -> first + "; " + more + " more rights are missing";
        });
    }
}
