package io.rollcall.cluster.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.Sim;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.SourcePosition;
import io.rollcall.events.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class StatusPublishingTest {

    private final Sim sim = new Sim().nodes(2);
    private final DaemonSetRef web = sim.daemonSet("web", "nginx");

    @Test
    @DisplayName("C260 conditions written by others survive status writes")
    void conditionsOfOthersSurvive() {
        ObjectNode edited = sim.daemonSet("web").deepCopy();
        Meta.child(edited, "status")
                .putArray("conditions")
                .addObject()
                .put("type", "Watched")
                .put("status", "True");
        sim.cluster.api().updateStatus(ObjectKind.DAEMON_SET, edited);

        sim.actions.publishStatus(status(2, 1, null));
        sim.actions.publishStatus(status(2, 2, 1));
        sim.actions.publishStatus(status(2, 2, null));

        ObjectNode stored = sim.daemonSet("web");
        assertThat(stored.at("/status/conditions/0/type").asText()).isEqualTo("Watched");
        assertThat(stored.at("/status/numberReady").asInt()).isEqualTo(2);
        assertThat(stored.at("/status/collisionCount").asInt()).isEqualTo(1);
        assertThat(stored.at("/metadata/generation").asInt()).isEqualTo(1);
    }

    @Test
    @DisplayName("C257 a status that says nothing new is not written")
    void nothingNew() {
        sim.actions.publishStatus(status(2, 1, null));
        sim.events().clear();
        sim.actions.publishStatus(status(2, 1, null));

        assertThat(sim.events()).isEmpty();
    }

    @Test
    @DisplayName("what somebody writes into the counters is put right; what they write beside them stays")
    void writtenOver() {
        sim.actions.publishStatus(status(2, 1, null));
        assertThat(sim.actions.statusesWrittenOver()).hasSize(1);
        ObjectNode edited = sim.daemonSet("web").deepCopy();
        edited.withObject("/status").put("numberReady", 99).put("updatedNumberScheduled", 99);
        edited.withObject("/status")
                .putArray("conditions")
                .addObject()
                .put("type", "Watched")
                .put("status", "True");
        sim.cluster.api().updateStatus(ObjectKind.DAEMON_SET, edited);

        sim.actions.statusesWrittenOver().forEach(sim.actions::publishStatus);

        ObjectNode stored = sim.daemonSet("web");
        assertThat(stored.at("/status/numberReady").asInt()).isEqualTo(1);
        assertThat(stored.at("/status/updatedNumberScheduled").asInt()).isEqualTo(2);
        assertThat(stored.at("/status/conditions/0/type").asText()).isEqualTo("Watched");
        sim.events().clear();
        sim.actions.statusesWrittenOver().forEach(sim.actions::publishStatus);
        assertThat(sim.events()).isEmpty();
        assertThat(sim.actions.statusesWrittenOver()).isEmpty();
    }

    @Test
    void countersThatKubernetesLeavesOutWhenZeroAreLeftOut() {
        sim.actions.publishStatus(status(2, 2, null));

        assertThat(sim.daemonSet("web").path("status").has("numberUnavailable")).isFalse();
        assertThat(sim.daemonSet("web").at("/status/numberMisscheduled").isInt())
                .isTrue();
    }

    @Test
    void theStatusOfANamesakeIsLeftAlone() {
        Status other = status(9, 9, null);
        other.setDaemonSet(new DaemonSetRef("default", "web", "another-uid"));
        sim.actions.publishStatus(other);

        assertThat(sim.daemonSet("web").at("/status/desiredNumberScheduled").asInt())
                .isZero();
    }

    private Status status(int desired, int ready, @Nullable Integer collisions) {
        return Status.newBuilder()
                .setDaemonSet(web)
                .setAt(Sim.START)
                .setJournal(new SourcePosition("journal", 0, 1L))
                .setObservedGeneration(1)
                .setDesiredNumberScheduled(desired)
                .setCurrentNumberScheduled(desired)
                .setNumberMisscheduled(0)
                .setNumberReady(ready)
                .setUpdatedNumberScheduled(desired)
                .setNumberAvailable(ready)
                .setNumberUnavailable(desired - ready)
                .setCollisionCount(collisions)
                .build();
    }
}
