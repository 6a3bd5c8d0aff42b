package io.rollcall.projector.projection;

import static io.rollcall.events.topics.TopicCatalogue.NODE_EVENTS;
import static io.rollcall.projector.Given.event;
import static io.rollcall.projector.Given.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.view.ViewLocation;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SharedViewTest {

    private static final LogPartition NODES = new LogPartition("rollcall.node-events", 0);

    @Test
    @DisplayName(
            "of two projectors that both believe to own a partition, only one moves it on; the other leaves nothing behind")
    void twoOwners() throws Exception {
        ViewLocation location = Postgres.freshView();
        Records log = new Records();
        LogBatch first = log.add(NODE_EVENTS, "n1", event(node("n1"))).batch();
        LogBatch second = log.add(NODE_EVENTS, "n2", event(node("n2"))).batch();
        LogBatch third = log.add(NODE_EVENTS, "n3", event(node("n3"))).batch();
        try (View owner = new View(location);
                View straggler = new View(location)) {
            owner.projection.apply(first);
            assertThatThrownBy(() -> straggler.projection.apply(first))
                    .isInstanceOf(PositionsMovedException.class)
                    .hasMessageContaining("rollcall.node-events-0");
            straggler.projection.takeOver(List.of(NODES));
            straggler.projection.apply(second);
            assertThatThrownBy(() -> owner.projection.apply(second))
                    .isInstanceOf(PositionsMovedException.class)
                    .hasMessageContaining("no longer at offset 1");
            straggler.projection.apply(third);
            assertThat(owner.rows("SELECT name FROM nodes ORDER BY name")).containsExactly("n1", "n2", "n3");
            assertThat(owner.projection.positions()).containsEntry(NODES, 3L);
        }
    }
}
