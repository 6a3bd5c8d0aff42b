package io.rollcall.events.serde;

import io.rollcall.events.ChangeType;
import io.rollcall.events.NodeChange;
import io.rollcall.events.NodeEvent;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import java.time.Instant;

/** Records for tests. */
final class Examples {
    static final String OBJECT = "{\"kind\":\"Node\",\"metadata\":{\"name\":\"n1\"}}";

    private Examples() {}

    static NodeEvent nodeAdded(String name) {
        return event(NodeChange.newBuilder()
                .setProjection(NodeObserved.newBuilder()
                        .setChange(ChangeType.ADDED)
                        .setName(name)
                        .setUid("uid-" + name)
                        .setResourceVersion("7")
                        .build())
                .setObject(OBJECT)
                .build());
    }

    static NodeEvent nodesSynced() {
        return event(SourceSynced.newBuilder()
                .setKind(ResourceKind.NODE)
                .setEpoch(1)
                .setPartition(0)
                .setOf(1)
                .build());
    }

    private static NodeEvent event(Object body) {
        return NodeEvent.newBuilder()
                .setEventId("e-1")
                .setObservedAt(Instant.parse("2026-01-02T03:04:05.000006Z"))
                .setSource("test")
                .setBody(body)
                .build();
    }
}
