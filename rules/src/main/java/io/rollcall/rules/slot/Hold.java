package io.rollcall.rules.slot;

import io.rollcall.rules.eligibility.Obstacle;
import io.rollcall.rules.eligibility.Verdict;
import java.time.Instant;

/** Why a slot without a settled pod is left as it is for now. */
public sealed interface Hold {

    /** Nothing holds: the slot is settled, or the plan acts. */
    Hold NONE = new None();

    /** What the verdict alone holds up: nothing on a node that should run the pod. */
    static Hold of(Verdict verdict) {
        return verdict.shouldRun() ? NONE : new NotEligible(verdict.obstacle());
    }

    /** Code for programs. */
    String code();

    /** One sentence for people, without a full stop. */
    String text();

    /** See {@link #NONE}. */
    record None() implements Hold {
        @Override
        public String code() {
            return "NONE";
        }

        @Override
        public String text() {
            return "nothing holds";
        }
    }

    /**
     * The node should not run the pod; one that is there may still stay.
     *
     * @param obstacle why not
     */
    record NotEligible(Obstacle obstacle) implements Hold {
        @Override
        public String code() {
            return "NOT_ELIGIBLE";
        }

        @Override
        public String text() {
            return obstacle.text();
        }
    }

    /**
     * A pod must be gone first.
     *
     * @param pod name of the terminating pod
     */
    record WaitingForTermination(String pod) implements Hold {
        @Override
        public String code() {
            return "WAITING_FOR_TERMINATION";
        }

        @Override
        public String text() {
            return "pod " + pod + " is still terminating";
        }
    }

    /**
     * A pod failed here a short while ago.
     *
     * @param until when it may be replaced
     */
    record BackOff(Instant until) implements Hold {
        @Override
        public String code() {
            return "BACK_OFF";
        }

        @Override
        public String text() {
            return "pods failed here, back-off until " + until;
        }
    }

    /**
     * Surge: the old pod stays until the new one is available.
     *
     * @param newPod name of the pod that is waited for
     * @param oldPod name of the pod that stays meanwhile
     */
    record WaitingForAvailability(String newPod, String oldPod) implements Hold {
        @Override
        public String code() {
            return "WAITING_FOR_AVAILABILITY";
        }

        @Override
        public String text() {
            return "pod " + oldPod + " stays until pod " + newPod + " is available";
        }
    }
}
