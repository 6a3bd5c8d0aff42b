package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.CreatePod;
import io.rollcall.events.Decision;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import io.rollcall.events.topics.TopicCatalogue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Nothing that was decided is lost or doubled: each decision has its one command, each command its one answer. */
final class CommandLedger {

    private final List<Decision> decisions;
    private final List<ConsumerRecord<String, Command>> commands;
    private final List<CommandResult> results;

    /** Commands have their places: those of a slot are in the order in which they were written. */
    CommandLedger(
            List<Decision> decisions, List<ConsumerRecord<String, Command>> commands, List<CommandResult> results) {
        this.decisions = decisions;
        this.commands = commands;
        this.results = results;
    }

    static CommandLedger of(CommittedLog log) {
        return new CommandLedger(
                values(log.records(TopicCatalogue.DECISIONS)),
                log.records(TopicCatalogue.COMMANDS),
                values(log.records(TopicCatalogue.COMMAND_RESULTS)));
    }

    int commands() {
        return commands.size();
    }

    void verify() {
        Map<String, Integer> issued = count(
                commands.stream().map(command -> command.value().getCommandId()).toList());
        assertThat(overOne(issued)).as("commands issued more than once").isEmpty();
        assertThat(overOne(count(decisions.stream().map(Decision::getDecisionId).toList())))
                .as("decisions written more than once")
                .isEmpty();
        Map<String, Integer> answered = count(results.stream()
                .map(result -> result.getResult().getCommandId())
                .toList());
        assertThat(overOne(answered)).as("commands answered more than once").isEmpty();
        assertThat(answered.keySet())
                .as("answered commands are the issued ones")
                .isEqualTo(issued.keySet());
        assertThat(issued.keySet())
                .as("issued commands are those that were decided upon")
                .isEqualTo(new TreeSet<>(decisions.stream()
                        .map(Decision::getCommandId)
                        .filter(id -> id != null)
                        .toList()));
        wishesOfASlotRise();
        noNeedCommandedTwice();
    }

    /**
     * Of one slot no pod is wished for while one that was wished for and made is there, and no pod is wished away twice. Here only the
     * controller takes pods away.
     */
    private void noNeedCommandedTwice() {
        Set<String> done = results.stream()
                .map(CommandResult::getResult)
                .filter(result -> result.getOutcome() == CommandOutcome.DONE)
                .map(CommandResultObserved::getCommandId)
                .collect(Collectors.toSet());
        Map<String, String> standing = new HashMap<>();
        Set<String> leaving = new HashSet<>();
        for (ConsumerRecord<String, Command> record : commands) {
            String id = record.value().getCommandId();
            Object wish = record.value().getWish();
            if (wish instanceof CreatePod) {
                assertThat(standing.get(record.key()))
                        .as("what made the pod that stands in slot %s when %s wishes for one", record.key(), id)
                        .isNull();
                if (done.contains(id)) {
                    standing.put(record.key(), id);
                }
            } else if (wish instanceof DeletePods delete) {
                assertThat(leaving)
                        .as("pods that had been wished away when %s wished for it", id)
                        .doesNotContainAnyElementsOf(
                                delete.getPods().stream().map(PodRef::getUid).toList());
                if (done.contains(id)) {
                    standing.remove(record.key());
                    delete.getPods().forEach(pod -> leaving.add(pod.getUid()));
                }
            }
        }
    }

    /** A slot is always in the same partition, so that its wishes have an order. */
    private void wishesOfASlotRise() {
        Map<String, Long> highest = new HashMap<>();
        for (ConsumerRecord<String, Command> command : commands) {
            Long before = highest.put(command.key(), command.value().getSlotSeq());
            assertThat(before == null || before < command.value().getSlotSeq())
                    .as(
                            "the wish at %s-%s@%s is newer than the one before",
                            command.topic(), command.partition(), command.offset())
                    .isTrue();
        }
    }

    private static <V> List<V> values(List<ConsumerRecord<String, V>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private static Map<String, Integer> count(List<String> ids) {
        Map<String, Integer> counted = new TreeMap<>();
        ids.forEach(id -> counted.merge(id, 1, Integer::sum));
        return counted;
    }

    private static Map<String, Integer> overOne(Map<String, Integer> counted) {
        Map<String, Integer> more = new TreeMap<>(counted);
        more.values().removeIf(times -> times == 1);
        return more;
    }
}
