package io.rollcall.projector.matrix;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.rules.model.PodFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that happened to one slot. Filled by one thread, then only read. */
final class SlotPast {

    /** A slot to which nothing happened. */
    static final SlotPast NONE = new SlotPast();

    private record PodVersion(long from, long until, PodRow pod) {}

    private record CommandVersion(long from, CommandEntry command) {}

    private record Failure(long from, Instant at) {}

    private final List<PodVersion> pods = new ArrayList<>(4);
    private final List<CommandVersion> commands = new ArrayList<>(2);
    private final List<Failure> failures = new ArrayList<>(0);

    /** A pod was like this from one offset on, up to and without another. */
    void pod(long from, long until, PodRow pod) {
        pods.add(new PodVersion(from, until, pod));
    }

    /** A command was like this from an offset on; in the order of offsets. */
    void command(long from, CommandEntry command) {
        commands.add(new CommandVersion(from, command));
    }

    /** A failed pod was deleted; in the order of offsets. */
    void failure(long from, Instant at) {
        failures.add(new Failure(from, at));
    }

    /** Adds the offsets at which it changed. */
    void addOffsets(OffsetList offsets) {
        for (PodVersion version : pods) {
            offsets.add(version.from());
            if (version.until() != Long.MAX_VALUE) {
                offsets.add(version.until());
            }
        }
        commands.forEach(version -> offsets.add(version.from()));
        failures.forEach(failure -> offsets.add(failure.from()));
    }

    /** The pods that were there, in the order of survival. */
    List<PodRow> podsAt(long offset) {
        List<PodRow> there = new ArrayList<>(2);
        for (PodVersion version : pods) {
            if (version.from() <= offset && offset < version.until()) {
                there.add(version.pod());
            }
        }
        if (there.size() > 1) {
            there.sort((a, b) -> PodFacts.SURVIVOR_ORDER.compare(a.facts(), b.facts()));
        }
        return there;
    }

    /** The command with the highest number. */
    Optional<CommandEntry> commandAt(long offset) {
        @Nullable CommandEntry last = null;
        for (CommandVersion version : commands) {
            if (version.from() <= offset && (last == null || version.command().slotSeq() >= last.slotSeq())) {
                last = version.command();
            }
        }
        return Optional.ofNullable(last);
    }

    /** When failed pods were deleted, oldest first, each time once. */
    List<Instant> failuresAt(long offset) {
        return failures.stream()
                .filter(failure -> failure.from() <= offset)
                .map(Failure::at)
                .distinct()
                .sorted()
                .toList();
    }
}
