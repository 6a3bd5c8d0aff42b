package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.PodRef;
import io.rollcall.events.SlotRef;
import io.rollcall.events.SourcePosition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The ledgers see what they are there to see. */
class LedgersTest {

    private static final DaemonSetRef DAEMON_SET = new DaemonSetRef("default", "agent", "ds-uid");

    @Test
    @DisplayName("a command for each decision and an answer for each command is right")
    void complete() {
        new CommandLedger(
                        List.of(decision("d1", "c1", 1), decision("d2", "c2", 2)),
                        List.of(command("c1", 1, 0), removal("c2", 2, 1)),
                        List.of(answer("c1"), answer("c2")))
                .verify();
    }

    @Test
    @DisplayName("a command that is lost, doubled, without answer, answered twice or out of order is found")
    void commands() {
        List<Decision> decisions = List.of(decision("d1", "c1", 1), decision("d2", "c2", 2));
        List<ConsumerRecord<String, Command>> commands = List.of(command("c1", 1, 0), removal("c2", 2, 1));
        List<CommandResult> answers = List.of(answer("c1"), answer("c2"));
        found(new CommandLedger(decisions, commands.subList(0, 1), answers.subList(0, 1)));
        found(new CommandLedger(
                decisions, List.of(command("c1", 1, 0), removal("c2", 2, 1), removal("c2", 2, 2)), answers));
        found(new CommandLedger(decisions, commands, answers.subList(0, 1)));
        found(new CommandLedger(decisions, commands, List.of(answer("c1"), answer("c2"), answer("c2"))));
        found(new CommandLedger(decisions, List.of(removal("c2", 2, 0), command("c1", 1, 1)), answers));
        found(new CommandLedger(
                List.of(decision("d1", "c1", 1), decision("d2", "c2", 2), decision("d2", "c2", 2)), commands, answers));
    }

    @Test
    @DisplayName("two wishes for one need are found, whatever became of the second one")
    void needs() {
        List<Decision> decisions = List.of(decision("d1", "c1", 1), decision("d2", "c2", 2), decision("d3", "c3", 3));
        found(new CommandLedger(
                decisions.subList(0, 2),
                List.of(command("c1", 1, 0), command("c2", 2, 1)),
                List.of(answer("c1"), answer("c2", CommandOutcome.FAILED))));
        found(new CommandLedger(
                decisions,
                List.of(command("c1", 1, 0), removal("c2", 2, 1), removal("c3", 3, 2)),
                List.of(answer("c1"), answer("c2"), answer("c3"))));
        new CommandLedger(
                        decisions,
                        List.of(command("c1", 1, 0), command("c2", 2, 1), removal("c3", 3, 2)),
                        List.of(answer("c1", CommandOutcome.FAILED), answer("c2"), answer("c3")))
                .verify();
    }

    @Test
    @DisplayName("two pods that stand on a node, and a command that made two pods, are found")
    void pods() {
        List<PodObserved> once = List.of(pod("a", "n1", 1, "c1", true), pod("a", "n1", 2, "c1", true));
        new PodLedger(once).verify();
        assertThat(new PodLedger(once).finalPods()).hasSize(1);
        PodLedger twoOnANode = new PodLedger(List.of(pod("a", "n1", 1, "c1", true), pod("b", "n1", 2, "c2", true)));
        assertThatThrownBy(twoOnANode::verify).isInstanceOf(AssertionError.class);
        PodLedger twiceMade = new PodLedger(List.of(pod("a", "n1", 1, "c1", true), pod("b", "n2", 2, "c1", true)));
        assertThatThrownBy(twiceMade::verify).isInstanceOf(AssertionError.class);
    }

    @Test
    @DisplayName("a deletion beyond the budget is found; one of a pod that is not available takes nothing away")
    void budget() {
        List<ConsumerRecord<String, JournalRecord>> journal = List.of(
                observed(0, pod("a", "n1", 1, "c1", true)),
                observed(1, pod("b", "n2", 2, "c2", true)),
                observed(2, pod("c", "n3", 3, "c3", false)));
        Decision unready = deletion("d1", "c", 2);
        Decision first = deletion("d2", "a", 2);
        Decision second = deletion("d3", "b", 2);
        assertThat(new BudgetLedger(journal, List.of(unready), 3).verify(1)).isZero();
        assertThat(new BudgetLedger(journal, List.of(unready, first), 3).verify(2))
                .isEqualTo(2);
        BudgetLedger over = new BudgetLedger(journal, List.of(unready, first, second), 3);
        assertThatThrownBy(() -> over.verify(2)).isInstanceOf(AssertionError.class);
    }

    private static void found(CommandLedger ledger) {
        assertThatThrownBy(ledger::verify).isInstanceOf(AssertionError.class);
    }

    private static Decision decision(String id, @Nullable String command, long offset) {
        return decision(id, command, ActionType.CREATE, null, offset);
    }

    private static Decision deletion(String id, String uid, long offset) {
        return decision(id, "command of " + id, ActionType.DELETE, uid, offset);
    }

    private static Decision decision(
            String id, @Nullable String command, ActionType action, @Nullable String uid, long offset) {
        return Decision.newBuilder()
                .setDecisionId(id)
                .setAt(Instant.EPOCH)
                .setJournal(new SourcePosition("journal", 0, offset))
                .setDaemonSet(DAEMON_SET)
                .setAction(action)
                .setNode("n1")
                .setPod("pod")
                .setPodUid(uid)
                .setReason("TEST")
                .setCommandId(command)
                .build();
    }

    private static ConsumerRecord<String, Command> removal(String id, long slotSeq, long offset) {
        return command(id, slotSeq, offset, new DeletePods(List.of(new PodRef("pod", "uid"))));
    }

    private static ConsumerRecord<String, Command> command(String id, long slotSeq, long offset) {
        return command(
                id,
                slotSeq,
                offset,
                CreatePod.newBuilder()
                        .setPodName("pod")
                        .setNodeUid("node-uid")
                        .setRevisionHash("hash")
                        .setRevision(1)
                        .setAttempt(0)
                        .build());
    }

    private static ConsumerRecord<String, Command> command(String id, long slotSeq, long offset, Object wish) {
        Command command = Command.newBuilder()
                .setCommandId(id)
                .setSlot(new SlotRef(DAEMON_SET, "n1"))
                .setSlotSeq(slotSeq)
                .setDecidedAt(Instant.EPOCH)
                .setJournal(new SourcePosition("journal", 0, offset))
                .setReason("TEST")
                .setWish(wish)
                .build();
        return new ConsumerRecord<>("commands", 0, offset, "ds-uid/n1", command);
    }

    private static CommandResult answer(String command) {
        return answer(command, CommandOutcome.DONE);
    }

    private static CommandResult answer(String command, CommandOutcome outcome) {
        return CommandResult.newBuilder()
                .setEventId("answer to " + command)
                .setObservedAt(Instant.EPOCH)
                .setResult(CommandResultObserved.newBuilder()
                        .setCommandId(command)
                        .setSlot(new SlotRef(DAEMON_SET, "n1"))
                        .setSlotSeq(1)
                        .setOutcome(outcome)
                        .build())
                .build();
    }

    private static PodObserved pod(String uid, String node, long resourceVersion, String command, boolean ready) {
        return PodObserved.newBuilder()
                .setChange(ChangeType.MODIFIED)
                .setNamespace("default")
                .setName("pod-" + uid)
                .setUid(uid)
                .setResourceVersion(Long.toString(resourceVersion))
                .setLabels(Map.of())
                .setController(OwnerReference.newBuilder()
                        .setApiVersion("apps/v1")
                        .setKind("DaemonSet")
                        .setName(DAEMON_SET.getName())
                        .setUid(DAEMON_SET.getUid())
                        .build())
                .setTargetNode(node)
                .setPhase("Running")
                .setReady(ready)
                .setCommandId(command)
                .build();
    }

    private static ConsumerRecord<String, JournalRecord> observed(long offset, PodObserved pod) {
        return new ConsumerRecord<>(
                "journal",
                0,
                offset,
                "key",
                JournalRecord.newBuilder().setBody(pod).build());
    }
}
