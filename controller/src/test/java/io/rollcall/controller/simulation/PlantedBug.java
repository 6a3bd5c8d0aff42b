package io.rollcall.controller.simulation;

import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.rollout.RolloutClass;
import io.rollcall.rules.slot.BackOff;
import io.rollcall.rules.slot.RemovalReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** A mistake in one rule: a method of it, and what is put before or after the method's own code. */
enum PlantedBug {
    TAINT_IGNORED("rules.eligibility.Tolerations", "tolerates", ReturnTrue.class),
    BUDGET_OFF_BY_ONE("rules.rollout.RolloutBudget", "remaining", OneMore.class),
    PERCENT_ROUNDED_DOWN("rules.model.IntOrPercent", "resolveUp", RoundDown.class),
    NEWER_DUPLICATE_KEPT("rules.slot.SlotCensus", "running", Reversed.class),
    BACK_OFF_NOT_DOUBLED("rules.slot.BackOff", "next", FirstBackOff.class),
    BACK_OFF_NOT_WAITED("rules.slot.BackOff", "until", AtOnce.class),
    UNAVAILABLE_OLD_POD_NOT_COUNTED("rules.rollout.RolloutBudget", "countsUnavailable", OldCountsNot.class),
    SURGE_REPLACES_BEFORE_AVAILABLE("rules.slot.SurgePruning", "reasonToRemove", AlwaysReplaced.class),
    ROLLBACK_KEEPS_ITS_NUMBER("controller.aggregate.RevisionEntry", "numbered", SameNumber.class),
    TERMINATING_POD_NOT_COUNTED("rules.status.StatusRules", "contribution", WithoutTerminating.class),
    CREATES_OVER_THE_LIMIT("controller.aggregate.CreateWindow", "room", AllRoom.class),
    SPARE_OF_A_SURGE_OFF_BY_ONE("controller.aggregate.RolloutIndex", "served", OneAbove.class),
    ONE_REVISION_TOO_MANY_STAYS("controller.aggregate.RevisionLedger", "old", OneForgotten.class),
    POD_NAME_ATTEMPTS_NOT_COUNTED("rules.pod.PodNames", "podName", FirstAttempt.class),
    ROLLOUT_OVERTAKES_MISSING_PODS("controller.aggregate.CreateWindow", "openForMissing", ReturnZero.class),
    READY_SINCE_LAST_OBSERVATION(
            "controller.aggregate.TrackedPod", "observed", NothingBefore.class, ElementMatchers.isStatic());

    final String className;
    final String method;
    final Class<?> advice;

    /** Which of the methods of this name. */
    final ElementMatcher<MethodDescription> overload;

    PlantedBug(String className, String method, Class<?> advice) {
        this(className, method, advice, ElementMatchers.any());
    }

    PlantedBug(String className, String method, Class<?> advice, ElementMatcher<MethodDescription> overload) {
        this.className = "io.rollcall." + className;
        this.method = method;
        this.advice = advice;
        this.overload = overload;
    }

    static final class ReturnTrue {
        private ReturnTrue() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) boolean result) {
            result = true;
        }
    }

    static final class OneAbove {
        private OneAbove() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int count) {
            count = count + 1;
        }
    }

    static final class OneForgotten {
        private OneForgotten() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<?> entries) {
            entries = entries.isEmpty() ? entries : entries.subList(0, entries.size() - 1);
        }
    }

    static final class OneMore {
        private OneMore() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 0, readOnly = false) int maxUnavailable) {
            maxUnavailable = maxUnavailable + 1;
        }
    }

    static final class RoundDown {
        private RoundDown() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.FieldValue("value") int value,
                @Advice.FieldValue("percent") boolean percent,
                @Advice.Argument(0) int base,
                @Advice.Return(readOnly = false) int result) {
            result = percent ? value * base / 100 : value;
        }
    }

    static final class Reversed {
        private Reversed() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) List<PodFacts> running) {
            running = new ArrayList<>(running);
            Collections.reverse(running);
        }
    }

    static final class FirstBackOff {
        private FirstBackOff() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Argument(0) Instant now, @Advice.Return(readOnly = false) BackOff next) {
            next = BackOff.first(now);
        }
    }

    static final class AtOnce {
        private AtOnce() {}

        @Advice.OnMethodExit
        static void exit(@Advice.FieldValue("since") Instant since, @Advice.Return(readOnly = false) Instant until) {
            until = since;
        }
    }

    static final class OldCountsNot {
        private OldCountsNot() {}

        @Advice.OnMethodExit
        static void exit(
                @Advice.Argument(0) RolloutClass rolloutClass, @Advice.Return(readOnly = false) boolean counts) {
            counts = counts && rolloutClass != RolloutClass.OLD_UNAVAILABLE;
        }
    }

    static final class AlwaysReplaced {
        private AlwaysReplaced() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) @Nullable RemovalReason reason) {
            reason = RemovalReason.SURGE_REPLACED;
        }
    }

    static final class SameNumber {
        private SameNumber() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.FieldValue("revision") long revision,
                @Advice.Argument(value = 0, readOnly = false) long number) {
            number = revision;
        }
    }

    static final class WithoutTerminating {
        private WithoutTerminating() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 2, readOnly = false) List<PodFacts> pods) {
            List<PodFacts> kept = new ArrayList<>();
            for (PodFacts pod : pods) {
                if (!pod.terminating()) {
                    kept.add(pod);
                }
            }
            pods = kept;
        }
    }

    static final class AllRoom {
        private AllRoom() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int room) {
            room = 250;
        }
    }

    static final class FirstAttempt {
        private FirstAttempt() {}

        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(value = 4, readOnly = false) long attempt) {
            attempt = 0;
        }
    }

    static final class ReturnZero {
        private ReturnZero() {}

        @Advice.OnMethodExit
        static void exit(@Advice.Return(readOnly = false) int open) {
            open = 0;
        }
    }

    static final class NothingBefore {
        private NothingBefore() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC) @Nullable
                        Object before) {
            before = null;
        }
    }
}
