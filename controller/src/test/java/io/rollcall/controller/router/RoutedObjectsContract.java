package io.rollcall.controller.router;

import static io.rollcall.events.ResourceKind.NODE;
import static io.rollcall.events.ResourceKind.POD;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ChangeType;
import io.rollcall.events.GoneObject;
import io.rollcall.events.NodeChange;
import io.rollcall.events.ObjectSighting;
import io.rollcall.events.OpenRelist;
import io.rollcall.events.RoutedObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every memory of the Router has to keep. */
abstract class RoutedObjectsContract {

    abstract RoutedObjects memory();

    private static RoutedObject row(String name) {
        NodeChange change =
                (NodeChange) InputEvents.node(ChangeType.ADDED, name, "u", 1).getBody();
        return new RoutedObject(change.getProjection());
    }

    private static ObjectSighting sighting(long offset) {
        return new ObjectSighting("u", "1", offset);
    }

    @Test
    void whatWasPutIsThereUntilItIsRemoved() {
        RoutedObjects memory = memory();
        memory.putObject(NODE, "n1", row("n1"));
        memory.putSighting(NODE, "n1", sighting(3));
        assertThat(memory.object(NODE, "n1")).contains(row("n1"));
        assertThat(memory.sighting(NODE, "n1")).contains(sighting(3));
        memory.remove(NODE, "n1");
        assertThat(memory.object(NODE, "n1")).isEmpty();
        assertThat(memory.sighting(NODE, "n1")).isEmpty();
    }

    @Test
    void kindsAreApart() {
        RoutedObjects memory = memory();
        memory.putSighting(NODE, "x", sighting(1));
        memory.putSighting(POD, "x", sighting(2));
        memory.putGone(NODE, "u", new GoneObject("1", false, Instant.EPOCH));
        memory.putRelist(NODE, new OpenRelist(7L, 1L));
        assertThat(memory.lastMentionedBefore(NODE, 10)).containsExactly("x");
        assertThat(memory.sighting(POD, "x")).contains(sighting(2));
        assertThat(memory.gone(POD, "u")).isEmpty();
        assertThat(memory.relist(POD)).isEmpty();
    }

    @Test
    void mentionsBeforeAnOffsetAreFoundInOrder() {
        RoutedObjects memory = memory();
        memory.putSighting(NODE, "c", sighting(1));
        memory.putSighting(NODE, "a", sighting(2));
        memory.putSighting(NODE, "b", sighting(3));
        memory.putSighting(POD, "ns/p", sighting(0));
        assertThat(memory.lastMentionedBefore(NODE, 3)).containsExactly("a", "c");
    }

    @Test
    void whatIsGoneIsForgottenByTime() {
        RoutedObjects memory = memory();
        memory.putGone(NODE, "old", new GoneObject("1", false, Instant.ofEpochSecond(1)));
        memory.putGone(NODE, "young", new GoneObject("1", true, Instant.ofEpochSecond(5)));
        memory.forgetGone(Instant.ofEpochSecond(5));
        assertThat(memory.gone(NODE, "old")).isEmpty();
        assertThat(memory.gone(NODE, "young")).isPresent();
        memory.removeGone(NODE, "young");
        assertThat(memory.gone(NODE, "young")).isEmpty();
    }

    @Test
    void aRelistIsOpenUntilItIsRemoved() {
        RoutedObjects memory = memory();
        memory.putRelist(NODE, new OpenRelist(7L, 1L));
        memory.putRelist(NODE, new OpenRelist(8L, 2L));
        assertThat(memory.relist(NODE)).contains(new OpenRelist(8L, 2L));
        memory.removeRelist(NODE);
        assertThat(memory.relist(NODE)).isEmpty();
    }
}
