package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.Propagation;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("deleting a DaemonSet (semantics 7.3)")
class CascadeTest {

    private final Sim sim = new Sim().nodes(2);
    private DaemonSetRef web;

    @BeforeEach
    void running() {
        web = sim.daemonSet("web", "nginx");
        sim.actions.publishRevision(sim.revision(web, sim.daemonSet("web")));
        sim.create(web, "node-1", "web-1");
        sim.create(web, "node-2", "web-2");
        sim.passMillis(300);
    }

    @Test
    void inTheBackgroundItGoesAtOnceAndItsPodsAndRevisionsFollow() {
        sim.delete(web, Propagation.BACKGROUND);
        assertThat(find()).isFalse();

        sim.passMillis(500);
        assertThat(sim.cluster.api().list(ObjectKind.POD)).isEmpty();
        assertThat(sim.cluster.api().list(ObjectKind.CONTROLLER_REVISION)).isEmpty();
    }

    @Test
    void inTheForegroundItWaitsForItsPods() {
        sim.delete(web, Propagation.FOREGROUND);
        assertThat(Meta.finalizers(sim.daemonSet("web"))).containsExactly("foregroundDeletion");
        assertThat(sim.daemonSet("web").at("/metadata/generation").asLong()).isEqualTo(2);
        sim.passMillis(0);
        assertThat(find()).isTrue();
        assertThat(sim.pod("web-1").at("/metadata/deletionTimestamp").asText()).isNotEmpty();

        CommandResultObserved late = sim.create(web, "node-1", "web-3");
        assertThat(late.getOutcome()).isEqualTo(CommandOutcome.FAILED);
        assertThat(late.getReason()).isEqualTo("DaemonSetGone");

        sim.passMillis(500);
        assertThat(find()).isFalse();
        assertThat(sim.cluster.api().list(ObjectKind.POD)).isEmpty();
    }

    @Test
    @DisplayName("C241 orphans stay without an owner and run on")
    void orphan() {
        sim.delete(web, Propagation.ORPHAN);
        sim.pass(Duration.ofMinutes(1));

        assertThat(find()).isFalse();
        assertThat(sim.pod("web-1").path("metadata").has("ownerReferences")).isFalse();
        assertThat(sim.ready("web-1")).isTrue();
        assertThat(sim.cluster.api().list(ObjectKind.CONTROLLER_REVISION)).hasSize(1);

        DaemonSetRef again = sim.daemonSet("web", "nginx");
        assertThat(sim.adopt(again, "node-1", sim.ref("web-1")).getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(Meta.ownerUids(sim.pod("web-1"))).containsExactly(again.getUid());
        sim.actions.publishRevision(sim.revision(again, sim.daemonSet("web")));
        assertThat(Meta.ownerUids(
                        sim.cluster.api().list(ObjectKind.CONTROLLER_REVISION).getFirst()))
                .containsExactly(again.getUid());
    }

    @Test
    void aPodMadeForADaemonSetThatIsGoneIsCollected() {
        var orphan = sim.pod("web-1").deepCopy();
        sim.delete(web, Propagation.BACKGROUND);
        sim.passMillis(500);
        Meta.of(orphan).put("name", "late");
        sim.cluster.api().create(ObjectKind.POD, orphan);
        sim.passMillis(500);

        assertThat(sim.findPod("late")).isEmpty();
    }

    @Test
    void aPodWithAnotherLivingOwnerOnlyLosesThisOne() {
        DaemonSetRef other = sim.daemonSet("other", "nginx");
        sim.cluster
                .api()
                .change(
                        Sim.podKey("web-1"),
                        pod -> Meta.of(pod)
                                .withArray("ownerReferences")
                                .addObject()
                                .put("apiVersion", "apps/v1")
                                .put("kind", "DaemonSet")
                                .put("name", "other")
                                .put("uid", other.getUid()));
        sim.delete(web, Propagation.BACKGROUND);
        sim.pass(Duration.ofSeconds(1));

        assertThat(Meta.ownerUids(sim.pod("web-1"))).containsExactly(other.getUid());
        assertThat(sim.findPod("web-2")).isEmpty();
    }

    private boolean find() {
        return sim.cluster
                .api()
                .find(new ObjectKey(ObjectKind.DAEMON_SET, "default", "web"))
                .isPresent();
    }
}
