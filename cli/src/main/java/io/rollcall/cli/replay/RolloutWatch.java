package io.rollcall.cli.replay;

import io.rollcall.cli.pipeline.Outputs;
import io.rollcall.cli.replay.Rollout.Outcome;
import io.rollcall.events.Decision;
import io.rollcall.events.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows rollouts by status and decisions: one begins when a DaemonSet's current revision becomes another, and is over when
 * {@code kubectl rollout status} would say so. For one thread.
 */
final class RolloutWatch {

    private static final List<String> STEPS =
            List.of("ROLLING_UPDATE", "ROLLING_UPDATE_UNAVAILABLE", "SURGE", "SURGE_OLD_UNAVAILABLE");

    /** A DaemonSet as its last status has it. */
    private static final class Course {
        private long revision;
        private @Nullable Instant from;
        private @Nullable Instant lastStep;
        private int steps;
        private int unavailable;
    }

    private final Map<String, Course> courses = new TreeMap<>();
    private final Map<String, String> names = new TreeMap<>();
    private final List<Rollout> ended = new ArrayList<>();

    void observe(Outputs outputs) {
        int next = 0;
        List<Decision> decisions = outputs.decisions();
        for (Outputs.StatusEntry entry : outputs.statuses()) {
            Status status = entry.status();
            // A status holds after its journal record: what was decided at earlier ones comes first.
            while (status != null
                    && next < decisions.size()
                    && decisions.get(next).getJournal().getOffset()
                            < status.getJournal().getOffset()) {
                step(decisions.get(next++));
            }
            if (status == null) {
                gone(entry.daemonSetUid());
            } else {
                observe(entry.daemonSetUid(), status);
            }
        }
        decisions.subList(next, decisions.size()).forEach(this::step);
    }

    /** All, in the order in which they began to end; those under way last. */
    List<Rollout> rollouts() {
        List<Rollout> all = new ArrayList<>(ended);
        courses.forEach((uid, course) -> {
            if (course.from != null) {
                all.add(rollout(uid, course, null, Outcome.OPEN));
            }
        });
        return all;
    }

    private void observe(String uid, Status status) {
        names.put(uid, FinalState.name(status));
        Course course = courses.computeIfAbsent(uid, key -> new Course());
        if (course.revision != 0 && status.getRevision() != course.revision) {
            end(uid, course, status.getAt(), Outcome.SUPERSEDED);
            course.from = status.getAt();
        }
        course.revision = status.getRevision();
        if (course.from == null) {
            return;
        }
        course.unavailable = Math.max(course.unavailable, status.getNumberUnavailable());
        int desired = status.getDesiredNumberScheduled();
        if (status.getUpdatedNumberScheduled() >= desired && status.getNumberAvailable() >= desired) {
            end(uid, course, status.getAt(), Outcome.FINISHED);
        }
    }

    private void gone(String uid) {
        Course course = courses.remove(uid);
        if (course != null) {
            end(uid, course, course.lastStep == null ? course.from : course.lastStep, Outcome.GONE);
        }
    }

    private void step(Decision decision) {
        Course course = courses.get(decision.getDaemonSet().getUid());
        if (course != null
                && course.from != null
                && STEPS.contains(decision.getReason())
                && !decision.getAt().equals(course.lastStep)) {
            course.lastStep = decision.getAt();
            course.steps++;
        }
    }

    private void end(String uid, Course course, @Nullable Instant at, Outcome outcome) {
        if (course.from != null) {
            ended.add(rollout(uid, course, at, outcome));
        }
        course.from = null;
        course.lastStep = null;
        course.steps = 0;
        course.unavailable = 0;
    }

    private Rollout rollout(String uid, Course course, @Nullable Instant to, Outcome outcome) {
        Instant from = course.from == null ? Instant.EPOCH : course.from;
        return new Rollout(
                names.getOrDefault(uid, uid), course.revision, from, to, outcome, course.steps, course.unavailable);
    }
}
