package io.rollcall.cli.crash;

import io.rollcall.cli.crash.Blow.Kind;
import io.rollcall.cli.crash.DecisionWatch.Mark;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** Carries out blows, brings the victims back, and takes the time until decisions go on where the victim was at work. */
final class Assailant {

    private static final String DECIDERS = "rollcall-decider";
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LONGEST_PAUSE_MILLIS = 2_000;
    /** Longer than sessions of controllers and brokers last: others have taken over when it goes on. */
    private static final int HALT_MILLIS = 5_000;

    private static final int ANSWER_SECONDS = 30;

    private final ThreeBrokers brokers;
    private final BrokerHealth health;
    private final Installation installation;
    private final DecisionWatch watch;
    private final Random random;
    private final Recoveries recoveries = new Recoveries();

    Assailant(ThreeBrokers brokers, Installation installation, DecisionWatch watch, Random random) {
        this.brokers = brokers;
        this.health = new BrokerHealth(brokers.admin());
        this.installation = installation;
        this.watch = watch;
        this.random = random;
    }

    Recoveries recoveries() {
        return recoveries;
    }

    /** One blow, to the end: the victim is back and decisions have gone on. */
    void deal(Blow blow) throws Exception {
        VictimProcess victim = victim(blow);
        Set<Integer> concerned = concerned(blow, victim);
        switch (blow.kind()) {
            case KILL -> victim.kill();
            case HALT -> victim.halt();
        }
        long struck = System.nanoTime();
        Mark mark = new Mark(decisionsNow(), struck);
        if (blow.kind() == Kind.KILL) {
            victim.start();
        } else {
            Thread.sleep(HALT_MILLIS);
            victim.goOn();
        }
        awaitDecisions(blow, concerned, mark);
        if (isBroker(blow)) {
            // The next one may go only when this one has all it missed.
            health.awaitInSync();
        } else {
            installation.awaitReady(victim);
        }
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private void awaitDecisions(Blow blow, Set<Integer> concerned, Mark mark) throws InterruptedException {
        Set<Integer> open = new TreeSet<>(concerned);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            for (int partition : List.copyOf(open)) {
                Optional<Duration> next = watch.next(partition, mark);
                if (next.isPresent()) {
                    recoveries.add(blow, next.get());
                    open.remove(partition);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing was decided in partitions " + open + " of the journal for " + PATIENCE
                        + " after " + blow);
            }
            Thread.sleep(10);
        }
    }

    private VictimProcess victim(Blow blow) throws Exception {
        return switch (blow.target()) {
            case CONTROLLER -> one(installation.controllers());
            case PROJECTOR -> installation.projector();
            case CLUSTER -> installation.cluster();
            case LEADER -> brokers.process(health.leader(journal(), anyPartition()));
            case COORDINATOR -> brokers.process(health.coordinator(DECIDERS));
            case ACTIVE_CONTROLLER -> brokers.process(health.activeController());
        };
    }

    /** Partitions of the journal that are not decided upon until somebody has taken over from the victim. */
    private Set<Integer> concerned(Blow blow, VictimProcess victim) throws Exception {
        return switch (blow.target()) {
            case CONTROLLER -> assigned(1 + installation.controllers().indexOf(victim));
            // It decides nothing; what is decided without it shows that nobody waits for it.
            case PROJECTOR -> Set.of();
            case CLUSTER, COORDINATOR, ACTIVE_CONTROLLER -> watch.partitions();
            case LEADER -> ledBy(victim);
        };
    }

    private Set<Integer> assigned(int instance) throws Exception {
        Set<Integer> all = health.group(DECIDERS).members().stream()
                .filter(member -> member.clientId().startsWith(Installation.clientId(instance)))
                .flatMap(member -> member.assignment().topicPartitions().stream())
                .map(TopicPartition::partition)
                .collect(Collectors.toCollection(TreeSet::new));
        all.retainAll(watch.partitions());
        return all;
    }

    private Set<Integer> ledBy(VictimProcess broker) throws Exception {
        Set<Integer> led = new TreeSet<>();
        for (int partition : watch.partitions()) {
            if (brokers.process(health.leader(journal(), partition)) == broker) {
                led.add(partition);
            }
        }
        return led;
    }

    /** Where the decisions end now, those of open transactions included. */
    private Map<TopicPartition, Long> decisionsNow() throws Exception {
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        watch.places().forEach(place -> wanted.put(place, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        brokers.admin()
                .listOffsets(wanted)
                .all()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .forEach((place, end) -> ends.put(place, end.offset()));
        return ends;
    }

    private int anyPartition() {
        return one(List.copyOf(watch.partitions()));
    }

    private <T> T one(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }

    private static String journal() {
        return TopicNames.standard().of(TopicCatalogue.JOURNAL);
    }

    private static boolean isBroker(Blow blow) {
        return switch (blow.target()) {
            case LEADER, COORDINATOR, ACTIVE_CONTROLLER -> true;
            case CONTROLLER, PROJECTOR, CLUSTER -> false;
        };
    }
}
