package io.rollcall.cli.component;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** What a component says of itself to Prometheus: the JVM, the lines it logged, its health, its Streams applications. Safe for threads. */
final class ComponentMetrics implements AutoCloseable {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Deque<AutoCloseable> bound = new ArrayDeque<>();

    ComponentMetrics(String component, Health health) {
        registry.config().commonTags("component", component);
        for (MeterBinder binder : List.of(
                new ClassLoaderMetrics(),
                new JvmMemoryMetrics(),
                new JvmGcMetrics(),
                new JvmThreadMetrics(),
                new ProcessorMetrics(),
                new FileDescriptorMetrics(),
                new UptimeMetrics(),
                new LogbackMetrics())) {
            bind(binder);
        }
        Gauge.builder("rollcall.component.ready", health, state -> state.ready().good() ? 1 : 0)
                .description("1 while the component does its work: what /readyz says.")
                .register(registry);
        Gauge.builder("rollcall.component.live", health, state -> state.live().good() ? 1 : 0)
                .description("0 once the component has failed for good: what /livez says.")
                .register(registry);
    }

    /** Adds a Streams application with all of its clients. */
    void add(String part, KafkaStreams streams) {
        bind(new KafkaStreamsMetrics(streams, List.of(Tag.of("part", part))));
    }

    private void bind(MeterBinder binder) {
        binder.bindTo(registry);
        if (binder instanceof AutoCloseable closeable) {
            bound.push(closeable);
        }
    }

    /** In Prometheus' text format. */
    String text() {
        return registry.scrape(CONTENT_TYPE);
    }

    String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public void close() throws Exception {
        while (!bound.isEmpty()) {
            bound.pop().close();
        }
        registry.close();
    }
}
