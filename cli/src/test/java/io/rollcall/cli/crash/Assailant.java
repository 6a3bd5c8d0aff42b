package io.rollcall.cli.crash;

import io.rollcall.cli.crash.Blow.Kind;
import io.rollcall.cli.crash.DecisionWatch.Mark;
import io.rollcall.cli.crash.Victims.Victim;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** Carries out blows, brings the victims back, and takes the time until decisions go on where the victim was at work. */
final class Assailant {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int LONGEST_PAUSE_MILLIS = 2_000;
    /** Longer than sessions and transactions last here: others have taken over when it goes on. */
    private static final long HALT_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final ThreeBrokers brokers;
    private final BrokerHealth health;
    private final Installation installation;
    private final DecisionWatch watch;
    private final Random random;
    private final Victims drawn;
    private final Recoveries recoveries = new Recoveries();

    Assailant(ThreeBrokers brokers, Installation installation, DecisionWatch watch, Random random) {
        this.brokers = brokers;
        this.health = new BrokerHealth(brokers.admin());
        this.installation = installation;
        this.watch = watch;
        this.random = random;
        this.drawn = new Victims(brokers, health, installation, watch, random);
    }

    Recoveries recoveries() {
        return recoveries;
    }

    /** Blows that fall at once, to the end: the victims are back and decisions have gone on. */
    void deal(List<Blow> blows) throws Exception {
        installation.requireAlive();
        Map<Blow, VictimProcess> victims = new LinkedHashMap<>();
        Set<Integer> concerned = new TreeSet<>();
        for (Blow blow : blows) {
            Victim victim = drawn.of(blow, blows.size() == 1);
            victims.put(blow, victim.process());
            concerned.addAll(victim.concerned());
        }
        for (Map.Entry<Blow, VictimProcess> each : victims.entrySet()) {
            System.out.printf(
                    "%s %s: %s, partitions %s wait%n",
                    Instant.now().truncatedTo(ChronoUnit.MILLIS),
                    each.getKey(),
                    each.getValue().name(),
                    concerned);
            switch (each.getKey().kind()) {
                case KILL -> each.getValue().kill();
                case HALT -> each.getValue().halt();
            }
        }
        long struck = System.nanoTime();
        Mark mark = new Mark(decisionsNow(), struck);
        long halted = struck + HALT_NANOS;
        for (Map.Entry<Blow, VictimProcess> each : victims.entrySet()) {
            if (each.getKey().kind() == Kind.KILL) {
                each.getValue().start();
            }
        }
        for (Map.Entry<Blow, VictimProcess> each : victims.entrySet()) {
            if (each.getKey().kind() == Kind.HALT) {
                TimeUnit.NANOSECONDS.sleep(halted - System.nanoTime());
                each.getValue().goOn();
            }
        }
        awaitDecisions(blows, concerned, mark);
        // The next ones may go only when these have all they missed.
        health.awaitInSync();
        for (Map.Entry<Blow, VictimProcess> each : victims.entrySet()) {
            if (!each.getKey().target().isBroker()) {
                installation.awaitReady(each.getValue());
            }
        }
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    }

    private void awaitDecisions(List<Blow> blows, Set<Integer> concerned, Mark mark) throws InterruptedException {
        Set<Integer> open = new TreeSet<>(concerned);
        List<Duration> taken = new ArrayList<>();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!open.isEmpty()) {
            for (int partition : List.copyOf(open)) {
                Optional<Duration> next = watch.next(partition, mark);
                if (next.isPresent()) {
                    taken.add(next.get());
                    open.remove(partition);
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("nothing was decided in partitions " + open + " of the journal for " + PATIENCE
                        + " after " + blows);
            }
            Thread.sleep(10);
        }
        recoveries.add(blows, taken);
    }

    /** Where the decisions end now, those of open transactions included. */
    private Map<TopicPartition, Long> decisionsNow() {
        Map<TopicPartition, OffsetSpec> wanted = new LinkedHashMap<>();
        watch.places().forEach(place -> wanted.put(place, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        Awaitility.await("ends of the decisions")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
                    brokers.admin()
                            .listOffsets(wanted)
                            .all()
                            .get()
                            .forEach((place, end) -> ends.put(place, end.offset()));
                    return true;
                });
        return ends;
    }
}
