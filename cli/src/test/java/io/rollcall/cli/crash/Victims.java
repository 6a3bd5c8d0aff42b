package io.rollcall.cli.crash;

import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Finds whom a blow hits, and who waits for that one. */
final class Victims {

    private static final String DECIDERS = "rollcall-decider";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ThreeBrokers brokers;
    private final BrokerHealth health;
    private final Installation installation;
    private final DecisionWatch watch;
    private final Random random;

    /**
     * Whom a blow hits.
     *
     * @param concerned partitions of the journal that are not decided upon until somebody has taken over from it; of a blow that falls
     *     alone there is one, unless the victim is the projector
     */
    record Victim(VictimProcess process, Set<Integer> concerned) {}

    Victims(ThreeBrokers brokers, BrokerHealth health, Installation installation, DecisionWatch watch, Random random) {
        this.brokers = brokers;
        this.health = health;
        this.installation = installation;
        this.watch = watch;
        this.random = random;
    }

    /**
     * Draws the one whom a blow hits now.
     *
     * @param alone whether no other falls at the same time: of controllers it then hits one that decides, so that there is something to
     *     take over
     */
    Victim of(Blow blow, boolean alone) throws Exception {
        return switch (blow.target()) {
            case CONTROLLER -> controller(alone);
            // It decides nothing; what is decided without it shows that nobody waits for it.
            case PROJECTOR -> new Victim(installation.projector(), Set.of());
            case CLUSTER -> new Victim(installation.cluster(), watch.partitions());
            case LEADER -> leader();
            case COORDINATOR -> new Victim(brokers.process(health.coordinator(DECIDERS)), watch.partitions());
            case ACTIVE_CONTROLLER -> new Victim(brokers.process(health.activeController()), watch.partitions());
        };
    }

    private Victim controller(boolean alone) {
        ConsumerGroupDescription group = settled();
        Map<VictimProcess, Set<Integer>> assigned = new HashMap<>();
        List<VictimProcess> controllers = installation.controllers();
        for (int i = 0; i < controllers.size(); i++) {
            Set<Integer> partitions = assigned(group, Installation.clientId(i + 1));
            partitions.retainAll(watch.partitions());
            assigned.put(controllers.get(i), partitions);
        }
        VictimProcess victim = one(controllers.stream()
                .filter(controller ->
                        !alone || !assigned.getOrDefault(controller, Set.of()).isEmpty())
                .toList());
        return new Victim(victim, assigned.getOrDefault(victim, Set.of()));
    }

    /** The deciders when each partition of the journal has one: while they share out anew, nobody can tell who has which. */
    private ConsumerGroupDescription settled() {
        return Awaitility.await("a decider for each of the partitions " + watch.partitions() + " of the journal")
                .atMost(PATIENCE)
                .pollInterval(PAUSE)
                .ignoreExceptions()
                .until(
                        () -> health.group(DECIDERS),
                        group -> group.groupState() == GroupState.STABLE
                                && assigned(group, "").containsAll(watch.partitions()));
    }

    private static Set<Integer> assigned(ConsumerGroupDescription group, String clientId) {
        return group.members().stream()
                .filter(member -> member.clientId().startsWith(clientId))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .filter(place -> place.topic().equals(journal()))
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The broker that leads a drawn partition, with all that it leads. */
    private Victim leader() throws Exception {
        Map<Integer, Integer> leaders = health.leaders(journal());
        leaders.keySet().retainAll(watch.partitions());
        int broker = one(List.copyOf(leaders.entrySet())).getValue();
        Set<Integer> led = leaders.entrySet().stream()
                .filter(leads -> leads.getValue() == broker)
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Victim(brokers.process(broker), led);
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private static String journal() {
        return TopicNames.standard().of(TopicCatalogue.JOURNAL);
    }
}
