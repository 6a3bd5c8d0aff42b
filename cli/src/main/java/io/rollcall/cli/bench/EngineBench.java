package io.rollcall.cli.bench;

import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.controller.engine.InProcessEngine;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.PodEvent;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.rules.profile.RuleProfile;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;

/**
 * What an event costs in the in-process engine (Router and Decider in one thread, no Kafka). Readiness of one pod after another goes
 * and comes back; each such event moves a counter, so each writes a status.
 */
final class EngineBench {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int nodes;
    private final BenchWorld world = new BenchWorld();
    private final InProcessEngine engine =
            new InProcessEngine(new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS), TopicNames.standard());
    private long millis;

    EngineBench(int nodes) {
        this.nodes = nodes;
        world.atRest(nodes, (topic, key, event) -> engine.append(topic, key, event, BenchWorld.START));
    }

    int nodes() {
        return nodes;
    }

    /** One round of readiness going and coming back, {@code events} of them. */
    Cost podEvents(int events) {
        PodEvent[] prepared = new PodEvent[events];
        Instant[] times = new Instant[events];
        for (int i = 0; i < events; i++) {
            times[i] = BenchWorld.START.plusMillis(++millis);
            prepared[i] = world.pod((i / 2) % nodes, i % 2 == 1, times[i]);
        }
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < events; i++) {
            engine.append(TopicCatalogue.POD_EVENTS, BenchWorld.podKey((i / 2) % nodes), prepared[i], times[i]);
        }
        return new Cost(events, System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - cpu);
    }

    /** One round of heartbeats, which end in the Router. */
    Cost heartbeats(int events) {
        NodeEvent[] prepared = new NodeEvent[events];
        for (int i = 0; i < events; i++) {
            prepared[i] = world.heartbeat(i % nodes);
        }
        Instant time = BenchWorld.START.plusMillis(++millis);
        long wall = System.nanoTime();
        long cpu = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < events; i++) {
            engine.append(TopicCatalogue.NODE_EVENTS, BenchWorld.node(i % nodes), prepared[i], time);
        }
        return new Cost(events, System.nanoTime() - wall, THREADS.getCurrentThreadCpuTime() - cpu);
    }
}
