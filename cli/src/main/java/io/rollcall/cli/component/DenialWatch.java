package io.rollcall.cli.component;

import io.rollcall.events.rights.DenialFinder;
import io.rollcall.events.rights.PartRights;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right behind the trouble of a part that tries again by itself. Kafka is asked beside its work, when somebody looks whether the part is
 * ready, at most once for each failure; nobody waits for the answer, which is logged when it is there. Safe for threads.
 */
final class DenialWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DenialWatch.class);

    private final String part;
    private final Function<String, Optional<String>> finder;
    private final Executor beside;
    private boolean asking;
    private int troubles;
    private @Nullable Throwable asked;
    private String words = "";
    private Optional<String> line = Optional.empty();

    DenialWatch(String part, PartRights rights) {
        this(
                part,
                // A new one each time: what it found before may be about a trouble that is over.
                said -> new DenialFinder(rights).find(said),
                question -> Thread.ofVirtual().start(question));
    }

    /** @param finder finds the line for what a failure says */
    DenialWatch(String part, Function<String, Optional<String>> finder, Executor beside) {
        this.part = part;
        this.finder = finder;
        this.beside = beside;
    }

    /** What is known by now: one line that names the right; empty when it is not that, or not known yet. */
    synchronized Optional<String> behind(Throwable trouble) {
        if (!DenialFinder.isRefusal(trouble)) {
            return Optional.empty();
        }
        if (!asking && trouble != asked) {
            asking = true;
            asked = trouble;
            int current = troubles;
            beside.execute(() -> ask(String.valueOf(trouble.getMessage()), current));
        }
        return words.equals(String.valueOf(trouble.getMessage())) ? line : Optional.empty();
    }

    /** The part works: what comes next is new, and an answer that is still to come is about what was. */
    synchronized void over() {
        troubles++;
        asked = null;
        words = "";
        line = Optional.empty();
    }

    private void ask(String said, int trouble) {
        try {
            Optional<String> found = finder.apply(said);
            boolean isNew;
            synchronized (this) {
                if (trouble != troubles) {
                    return;
                }
                isNew = !found.equals(line);
                words = said;
                line = found;
            }
            if (isNew) {
                found.ifPresent(denied -> LOG.warn("{} waits for a right: {}", part, denied));
            }
        } finally {
            synchronized (this) {
                asking = false;
            }
        }
    }
}
