package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.PodTrouble;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said about a slot at one moment.
 *
 * @param verdict the answer in one sentence
 * @param facts what it rests on; null when DaemonSet or node were not there
 * @param holds what holds at that moment and may be asked about: since when?
 */
record SlotState(String verdict, @Nullable SlotFacts facts, SortedSet<String> holds) {

    /** The answer itself among what holds. */
    private static final String ANSWER = "answer ";

    static SlotState of(SlotFacts facts, Diagnosis diagnosis, List<SlotCheck> checks) {
        SortedSet<String> holds = new TreeSet<>();
        holds.add(answer(facts, diagnosis));
        for (SlotCheck check : checks) {
            if (!check.check().passed()) {
                holds.add(check.key());
            }
        }
        return new SlotState(diagnosis.sentence(), facts, holds);
    }

    static SlotState without(String verdict) {
        return new SlotState(verdict, null, new TreeSet<>());
    }

    /** The answer without what changes while it stays the same: when waiting ends, how a trouble is worded. */
    static String answer(SlotFacts facts, Diagnosis diagnosis) {
        List<PodRow> pods = facts.livePods();
        String about = pods.isEmpty()
                ? diagnosis.code().equals("BACK_OFF") ? "" : diagnosis.group()
                : pods.get(0).facts().uid() + " " + PodTrouble.of(pods.get(0).reason());
        boolean byNode = diagnosis.standing() == Diagnosis.Standing.LEFT_OUT
                || diagnosis.code().equals("LEAVING");
        return ANSWER + diagnosis.code() + " " + about + (byNode ? " " + diagnosis.group() : "");
    }
}
