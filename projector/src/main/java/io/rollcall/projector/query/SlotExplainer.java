package io.rollcall.projector.query;

import io.rollcall.rules.eligibility.Check;
import io.rollcall.rules.model.PodFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Explains one slot: everything looked at in order, its pods, and what would change the answer. Pure. */
final class SlotExplainer {

    private static final Pattern INSUFFICIENT = Pattern.compile("Insufficient ([A-Za-z0-9._/-]+)");
    private static final Pattern IMAGE = Pattern.compile("ErrImage|ImagePull|InvalidImageName");

    private final SlotFacts slot;
    private final SlotReader reader;

    SlotExplainer(SlotFacts slot, SlotReader reader) {
        this.slot = slot;
        this.reader = reader;
    }

    /** The checks in the order in which they are made: the DaemonSet, the node, the pod. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(
                "daemonSet",
                slot.standstill() == null,
                slot.standstill() == null
                        ? "DaemonSet " + slot.daemonSet().id() + " is there and decided about"
                        : slot.standstill()));
        checks.add(new Check(
                "node",
                slot.nodeExists(),
                slot.nodeExists()
                        ? "node " + slot.nodeName() + " is there"
                        : "node " + slot.nodeName() + " is gone since "
                                + slot.node().deletedAt()));
        if (slot.nodeExists()) {
            checks.addAll(reader.eligibility().check(slot.node().facts()));
            checks.add(eligible());
        }
        slot.livePods().forEach(pod -> addChecks(pod, checks));
        return checks;
    }

    private Check eligible() {
        boolean runs = slot.verdict().shouldRun();
        String text = runs
                ? "the node should run a pod"
                : slot.verdict().shouldContinue()
                        ? "the node should not run a pod; one that is there may stay"
                        : "the node should not run a pod";
        return new Check("eligible", runs, text);
    }

    private void addChecks(PodRow pod, List<Check> checks) {
        PodFacts facts = pod.facts();
        String name = "pod " + facts.name();
        checks.add(new Check(
                "pod.alive",
                !facts.terminating() && !facts.terminal(),
                name + " is " + pod.phase() + (facts.terminating() ? " and terminating" : "")));
        checks.add(new Check(
                "pod.ready",
                facts.ready(),
                name
                        + (facts.ready() ? " is Ready" : " is not Ready")
                        + (pod.reason() == null ? "" : " (" + pod.reason().strip() + ")")));
        if (!slot.revisions().currentHash().isEmpty()) {
            long number = slot.revisions().number(facts.hashLabel());
            checks.add(new Check(
                    "pod.current",
                    slot.current(facts),
                    name + " is of revision " + (number == 0 ? "unknown" : Long.toString(number)) + ", current is "
                            + slot.revisions().current()));
        }
    }

    List<PodView> pods() {
        return slot.pods().stream().map(this::view).toList();
    }

    private PodView view(PodRow pod) {
        PodFacts facts = pod.facts();
        return new PodView(
                facts.name(),
                facts.uid(),
                pod.phase(),
                facts.ready(),
                facts.terminating(),
                facts.bound(),
                slot.revisions().number(facts.hashLabel()),
                slot.current(facts),
                pod.reason(),
                facts.createdAt(),
                facts.ready() ? facts.readySince() : null);
    }

    /** What would change the answer; empty where nothing has to change, or it is not clear what. */
    List<String> wouldChange(Diagnosis diagnosis) {
        if (slot.nodeExists() && !slot.verdict().shouldRun()) {
            return Remedies.of(
                    reader.eligibility(), slot.daemonSet(), slot.node().facts());
        }
        return switch (diagnosis.code()) {
            case "BACK_OFF" ->
                List.of(
                        "wait until " + slot.backOffUntil(),
                        "mend the template: a changed spec starts without back-off");
            case "OLD_REVISION" -> slot.daemonSet().onDelete() ? deletePod() : List.of();
            case "PENDING", "NOT_READY" -> forReason();
            case "NODE_GONE" -> List.of("a node named " + slot.nodeName() + " that joins again");
            default -> List.of();
        };
    }

    private List<String> deletePod() {
        return slot.livePods().stream()
                .map(pod -> "delete the pod: kubectl delete pod -n "
                        + pod.facts().namespace() + " " + pod.facts().name())
                .toList();
    }

    private List<String> forReason() {
        List<String> steps = new ArrayList<>();
        String template = "the template of daemonset/" + slot.daemonSet().name() + " -n "
                + slot.daemonSet().namespace();
        for (PodRow pod : slot.livePods()) {
            String reason = pod.reason() == null ? "" : pod.reason();
            Matcher insufficient = INSUFFICIENT.matcher(reason);
            while (insufficient.find()) {
                steps.add("free " + insufficient.group(1) + " on node " + slot.nodeName() + ", or request less "
                        + insufficient.group(1) + " in " + template);
            }
            if (IMAGE.matcher(reason).find()) {
                steps.add("correct the image in " + template);
            }
        }
        return List.copyOf(steps);
    }
}
