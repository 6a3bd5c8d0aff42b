package io.rollcall.controller.reference;

import io.rollcall.rules.eligibility.Verdict;
import io.rollcall.rules.model.NodeFacts;
import java.util.List;

/** Whether a node should run a pod, by a controller that may have a rule broken. */
final class Judgement {

    private Judgement() {}

    static Verdict of(ReferenceController controller, SimDaemonSet daemonSet, SimNode node, boolean empty) {
        NodeFacts facts = node.facts();
        Verdict right = daemonSet.eligibility().judge(facts);
        switch (controller.mutation) {
            case IGNORES_TAINTS -> {
                Verdict blind = daemonSet
                        .eligibility()
                        .judge(new NodeFacts(
                                facts.name(),
                                facts.uid(),
                                facts.labels(),
                                List.of(),
                                facts.unschedulable(),
                                facts.ready()));
                boolean differs = blind.shouldRun() != right.shouldRun() && empty
                        || blind.shouldContinue() != right.shouldContinue();
                controller.mistakes += differs ? 1 : 0;
                return blind;
            }
            case CREATES_ON_INELIGIBLE -> {
                if (empty && !right.shouldRun()) {
                    controller.mistakes++;
                    return Verdict.ELIGIBLE;
                }
                return right;
            }
            default -> {
                return right;
            }
        }
    }
}
