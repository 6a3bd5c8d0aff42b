package io.rollcall.cluster.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.Sim;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.cluster.store.Propagation;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResultObserved;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.DeletePods;
import io.rollcall.events.PodRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActuatorTest {

    private final Sim sim = new Sim().nodes(2);
    private DaemonSetRef web;

    @BeforeEach
    void daemonSet() {
        web = sim.daemonSet("web", "nginx");
    }

    @Test
    void onlyTheHighestWishOfASlotIsCarriedOut() {
        Command first = sim.createCommand(web, "node-1", "web-1", 1);
        Command second = sim.createCommand(web, "node-1", "web-2", 2);
        Command elsewhere = sim.createCommand(web, "node-2", "web-3", 1);
        sim.actuator.learn(first);
        sim.actuator.learn(second);

        assertThat(sim.execute(first).getOutcome()).isEqualTo(CommandOutcome.SUPERSEDED);
        assertThat(sim.execute(second).getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(sim.execute(elsewhere).getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(sim.findPod("web-1")).isEmpty();
        assertThat(sim.findPod("web-2")).isPresent();
    }

    @Test
    void anAnswerFromBeforeARestartSupersedesToo() {
        CommandResultObserved answered = sim.execute(sim.createCommand(web, "node-1", "web-5", 5));
        Actuator restarted = new Actuator(sim.actions, sim.revisions, io.rollcall.rules.pod.Placement.BIND);
        SlotNumbers before = new SlotNumbers();
        before.raise(answered.getSlot(), answered.getSlotSeq());
        restarted.learn(before);

        assertThat(restarted
                        .execute(sim.createCommand(web, "node-1", "web-4", 4), sim.cluster.now())
                        .getResult()
                        .getOutcome())
                .isEqualTo(CommandOutcome.SUPERSEDED);
    }

    @Test
    void aCreateThatWasDoneIsDoneAgainWithTheSamePod() {
        Command command = sim.createCommand(web, "node-1", "web-1", 1);
        CommandResultObserved first = sim.execute(command);
        CommandResultObserved again = sim.execute(command);

        assertThat(again.getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(again.getPodUid()).isEqualTo(first.getPodUid());
        assertThat(sim.story("web-1")).hasSize(1);
    }

    @Test
    void aPodOfAnotherCommandUnderTheNameIsARefusal() {
        sim.execute(sim.createCommand(web, "node-1", "web-1", 1));
        CommandResultObserved other = sim.execute(sim.createCommand(web, "node-1", "web-1", 2));

        assertThat(other.getOutcome()).isEqualTo(CommandOutcome.FAILED);
        assertThat(other.getReason()).isEqualTo("AlreadyExists");
    }

    @Test
    void aCreateForADaemonSetOfAnotherUidIsRefused() {
        DaemonSetRef old = new DaemonSetRef("default", "web", "another-uid");
        sim.revisions.put(sim.revision(old, sim.daemonSet("web")));

        CommandResultObserved result = sim.create(old, "node-1", "web-1");

        assertThat(result.getReason()).isEqualTo("DaemonSetGone");
        assertThat(sim.findPod("web-1")).isEmpty();
    }

    @Test
    void aCreateForANodeThatWasRecreatedIsRefused() {
        Command command = sim.createCommand(web, "node-1", "web-1", 1);
        sim.cluster.api().delete(ObjectKey.node("node-1"), DeleteOptions.DEFAULT);
        sim.nodes(2);

        assertThat(sim.execute(command).getReason()).isEqualTo("NodeGone");
    }

    @Test
    void aCreateWithoutItsRevisionIsRefused() {
        sim.revisions.remove(web.getUid() + "/h1");

        assertThat(sim.create(web, "node-1", "web-1").getReason()).isEqualTo("RevisionMissing");
    }

    @Test
    void aCreateWaitsForARevisionThatIsStillToCome() {
        Command command = sim.createCommand(web, "node-1", "web-1", 1);
        assertThat(sim.actuator.missingRevisions(List.of(command), Set.of())).isEmpty();
        sim.revisions.remove(web.getUid() + "/h1");

        assertThat(sim.actuator.missingRevisions(List.of(command), Set.of())).containsExactly(web.getUid() + "/h1");
        assertThat(sim.actuator.missingRevisions(List.of(command), Set.of(web.getUid() + "/h1")))
                .isEmpty();
    }

    @Test
    void aCreateThatIsSupersededWaitsForNoRevision() {
        Command first = sim.createCommand(web, "node-1", "web-1", 1);
        Command second = Sim.command(web, "node-1", 2, new DeletePods(List.of(new PodRef("web-0", "uid"))));
        sim.revisions.remove(web.getUid() + "/h1");

        assertThat(sim.actuator.missingRevisions(List.of(first, second), Set.of()))
                .isEmpty();
        sim.actuator.learn(second);
        assertThat(sim.actuator.missingRevisions(List.of(first), Set.of())).isEmpty();
    }

    @Test
    void aCreateOfADaemonSetThatIsGoneWaitsForNoRevision() {
        Command command = sim.createCommand(web, "node-1", "web-1", 1);
        sim.revisions.remove(web.getUid() + "/h1");
        sim.delete(web, Propagation.BACKGROUND);

        assertThat(sim.actuator.missingRevisions(List.of(command), Set.of())).isEmpty();
    }

    @Test
    void aDeleteNeverTouchesANamesake() {
        sim.create(web, "node-1", "web-1");

        CommandResultObserved result = sim.delete(web, "node-1", new PodRef("web-1", "another-uid"));

        assertThat(result.getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(result.getReason()).isEqualTo("NotFound");
        assertThat(Meta.terminating(sim.pod("web-1"))).isFalse();
    }

    @Test
    void aDeleteOfSeveralPodsTakesAll() {
        sim.create(web, "node-1", "web-1");
        sim.create(web, "node-1", "web-2");
        sim.passMillis(300);

        CommandResultObserved result =
                sim.delete(web, "node-1", new PodRef("gone", "u"), sim.ref("web-1"), sim.ref("web-2"));

        assertThat(result.getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(result.getPodName()).isEqualTo("web-1");
        sim.passMillis(300);
        assertThat(sim.cluster.api().list(ObjectKind.POD)).isEmpty();
    }

    @Test
    @DisplayName("C237 releasing takes our owner and nothing else")
    void release() {
        sim.create(web, "node-1", "web-1");
        sim.cluster.api().change(Sim.podKey("web-1"), pod -> {
            Meta.of(pod).putArray("finalizers").add("example.com/keep");
            Meta.of(pod)
                    .withArray("ownerReferences")
                    .addObject()
                    .put("kind", "Gizmo")
                    .put("uid", "g");
        });

        assertThat(sim.release(web, "node-1", sim.ref("web-1")).getOutcome()).isEqualTo(CommandOutcome.DONE);

        assertThat(Meta.ownerUids(sim.pod("web-1"))).containsExactly("g");
        assertThat(Meta.finalizers(sim.pod("web-1"))).containsExactly("example.com/keep");
    }

    @Test
    @DisplayName("C234 a pod of another controller is not adopted")
    void adoptOfAnother() {
        DaemonSetRef other = sim.daemonSet("other", "nginx");
        sim.create(other, "node-1", "other-1");

        CommandResultObserved result = sim.adopt(web, "node-1", sim.ref("other-1"));

        assertThat(result.getOutcome()).isEqualTo(CommandOutcome.FAILED);
        assertThat(result.getMessage()).isEqualTo("pod other-1 is controlled by DaemonSet other");
        assertThat(Meta.ownerUids(sim.pod("other-1"))).containsExactly(other.getUid());
    }

    @Test
    void aRevisionIsPublishedAsAControllerRevisionAndRemoved() {
        var revision = sim.revision(web, sim.daemonSet("web"));
        sim.actions.publishRevision(revision);
        var object = sim.cluster.api().get(new ObjectKey(ObjectKind.CONTROLLER_REVISION, "default", "web-h1"));
        assertThat(object.at("/data/spec/template/$patch").asText()).isEqualTo("replace");
        assertThat(Meta.labels(object)).isEqualTo(Map.of("app", "web", "controller-revision-hash", "h1"));

        revision.setRevision(3);
        sim.actions.publishRevision(revision);
        assertThat(sim.cluster.api().list(ObjectKind.CONTROLLER_REVISION))
                .singleElement()
                .satisfies(found -> assertThat(found.path("revision").asLong()).isEqualTo(3));

        sim.actions.removeRevision(web.getUid(), "h1");
        assertThat(sim.cluster.api().list(ObjectKind.CONTROLLER_REVISION)).isEmpty();
    }
}
