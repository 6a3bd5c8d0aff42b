package io.rollcall.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import io.rollcall.cli.pipeline.Pipeline;
import io.rollcall.cli.pipeline.Pipelines;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.events.topics.TopicCatalogue;
import io.rollcall.rules.profile.RuleProfile;
import java.lang.management.ManagementFactory;
import java.time.Instant;

/**
 * What a pod event costs on its whole way: produced, routed, journalled, decided upon, and its outputs read, through a real broker with
 * exactly-once. Broker, Router, Decider and clients share this process, so its processor time is that of all of them.
 */
final class KafkaBench {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private KafkaBench() {}

    static Cost run(int nodes, int events) {
        BenchWorld world = new BenchWorld();
        try (Pipelines pipelines = Pipelines.embedded();
                Pipeline pipeline = pipelines.open(() -> new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS))) {
            world.atRest(nodes, (topic, key, event) -> pipeline.append(topic, key, event, BenchWorld.START));
            pipeline.settle();
            podEvents(pipeline, world, nodes, 0, Math.max(1, events / 5));
            return podEvents(pipeline, world, nodes, events, events);
        }
    }

    private static Cost podEvents(Pipeline pipeline, BenchWorld world, int nodes, int from, int events) {
        long wall = System.nanoTime();
        long cpu = SYSTEM.getProcessCpuTime();
        for (int i = 0; i < events; i++) {
            int node = (i / 2) % nodes;
            Instant time = BenchWorld.START.plusMillis(from + i + 1L);
            pipeline.append(
                    TopicCatalogue.POD_EVENTS, BenchWorld.podKey(node), world.pod(node, i % 2 == 1, time), time);
        }
        pipeline.settle();
        return new Cost(events, System.nanoTime() - wall, SYSTEM.getProcessCpuTime() - cpu);
    }
}
