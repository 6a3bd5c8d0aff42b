package io.rollcall.projector.query.finding;

import io.rollcall.projector.query.answer.CommandEntry;
import io.rollcall.projector.query.read.PodRow;
import io.rollcall.projector.query.read.PodTrouble;
import io.rollcall.rules.eligibility.Check;
import io.rollcall.rules.eligibility.Eligibility;
import io.rollcall.rules.model.PodFacts;
import io.rollcall.rules.pod.Availability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is looked at for one slot, in the order in which it is: the DaemonSet, the node, what there is of pods, wishes and
 * back-off, the pods one by one. Pure.
 */
final class SlotChecks {

    private final SlotFacts slot;
    private final List<SlotCheck> checks = new ArrayList<>();

    private SlotChecks(SlotFacts slot) {
        this.slot = slot;
    }

    /** The checks; after the first of the node's that fails, the others still follow. */
    static List<SlotCheck> of(SlotFacts slot, Eligibility eligibility) {
        SlotChecks checks = new SlotChecks(slot);
        checks.add(eligibility);
        return List.copyOf(checks.checks);
    }

    private void add(Eligibility eligibility) {
        String standstill = slot.standstill();
        checks.add(SlotCheck.of(
                "daemonSet",
                standstill == null,
                standstill == null
                        ? "DaemonSet " + slot.daemonSet().id() + " is there and decided about"
                        : standstill));
        checks.add(SlotCheck.of(
                "node",
                slot.nodeExists(),
                slot.nodeExists()
                        ? "node " + slot.nodeName() + " is there"
                        : "node " + slot.nodeName() + " is gone since "
                                + slot.node().deletedAt()));
        if (slot.nodeExists()) {
            eligibility.check(slot.node().facts()).forEach(check -> checks.add(SlotCheck.of(check)));
            checks.add(eligible());
        }
        checks.add(pods());
        checks.add(command());
        if (slot.nodeExists() && slot.verdict().shouldRun()) {
            checks.add(backOff());
        }
        slot.livePods().forEach(this::add);
    }

    private SlotCheck eligible() {
        boolean runs = slot.verdict().shouldRun();
        String text = runs
                ? "the node should run a pod"
                : slot.verdict().shouldContinue()
                        ? "the node should not run a pod; one that is there may stay"
                        : "the node should not run a pod";
        return SlotCheck.of("eligible", runs, text);
    }

    private SlotCheck pods() {
        List<PodRow> pods = slot.livePods();
        boolean wanted = slot.nodeExists() && slot.verdict().shouldRun();
        if (pods.isEmpty()) {
            return SlotCheck.of("pods", !wanted, wanted ? "there is no pod" : "there is no pod, as it should be");
        }
        String names = pods.size() == 1
                ? "there is pod " + pods.get(0).facts().name()
                : "there are " + pods.size() + " pods, "
                        + String.join(
                                ", ",
                                pods.stream().map(pod -> pod.facts().name()).toList());
        if (wanted || slot.nodeExists() && slot.verdict().shouldContinue()) {
            return SlotCheck.of("pods", true, names);
        }
        return SlotCheck.of("pods", false, names + ", which has to go");
    }

    private SlotCheck command() {
        Optional<CommandEntry> last = slot.lastCommand();
        if (last.isEmpty()) {
            return SlotCheck.of("command", true, "no command has been given");
        }
        CommandEntry command = last.get();
        String name = "the last command, number " + command.slotSeq() + " to "
                + (command.action().isEmpty() ? "be read" : command.action()) + " "
                + String.join(", ", command.pods());
        if (command.open()) {
            // The pod may be seen before the answer is.
            boolean met = command.action().equals("create")
                    && slot.livePods().stream()
                            .anyMatch(pod -> command.pods().contains(pod.facts().name()));
            return SlotCheck.of("command", met, name + ", is not answered yet" + (met ? ", its pod is there" : ""));
        }
        if (!"FAILED".equals(command.outcome())) {
            return SlotCheck.of("command", true, name + ", is answered: " + command.outcome());
        }
        boolean moot = command.action().equals("create") != slot.livePods().isEmpty();
        String why = command.outcomeReason() == null ? "" : ": " + command.outcomeReason();
        return new SlotCheck("command refused" + why, new Check("command", moot, name + ", was refused" + why));
    }

    private SlotCheck backOff() {
        Instant until = slot.backOffUntil();
        String text = until == null
                ? "no failed pod is waited for"
                : slot.backingOff()
                        ? "pods failed here: the next is deleted and replaced after " + until
                        : "the back-off of failed pods is over since " + until;
        return new SlotCheck("backOff", new Check("backOff", !slot.backingOff(), text));
    }

    private void add(PodRow pod) {
        PodFacts facts = pod.facts();
        String name = "pod " + facts.name();
        String trouble = facts.uid() + " " + PodTrouble.of(pod.reason());
        String because = pod.reason() == null || pod.reason().isBlank()
                ? ""
                : ": " + pod.reason().strip().replaceAll("\\s*\\R\\s*", "; ");
        boolean alive = !facts.terminating() && !facts.terminal();
        add(
                "pod.alive",
                alive,
                trouble,
                name
                        + (facts.terminating()
                                ? " is terminating"
                                : facts.terminal() ? " is " + pod.phase() + because : " has not ended"));
        if (facts.terminal()) {
            return;
        }
        boolean running = pod.phase().equals("Running");
        add("pod.running", running, trouble, name + " is " + pod.phase() + (running ? "" : because));
        add(
                "pod.ready",
                facts.ready(),
                trouble,
                name + (facts.ready() ? " is Ready" : " is not Ready" + (running ? because : "")));
        int seconds = slot.daemonSet().minReadySeconds();
        if (facts.ready() && seconds > 0) {
            boolean available = Availability.isAvailable(facts, seconds, slot.now());
            add(
                    "pod.available",
                    available,
                    trouble,
                    name + (available ? " has been Ready for " : " is not yet Ready for ") + seconds + " s");
        }
        if (!slot.revisions().currentHash().isEmpty()) {
            long number = slot.revisions().number(facts.hashLabel());
            add(
                    "pod.current",
                    slot.current(facts),
                    facts.uid(),
                    name + " is of revision " + (number == 0 ? "unknown" : Long.toString(number)) + ", current is "
                            + slot.revisions().current());
        }
    }

    private void add(String name, boolean passed, String about, String text) {
        checks.add(new SlotCheck(name + " " + about, new Check(name, passed, text)));
    }
}
