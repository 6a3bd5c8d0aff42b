package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.Meta;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.DaemonSetRef;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("simulated kubelets")
class KubeletTest {

    private final Sim sim = new Sim().nodes(2);

    @Test
    void anOrdinaryPodIsCreatedStartedAndReady() {
        DaemonSetRef web = sim.daemonSet("web", "nginx:1.14.2");

        assertThat(sim.create(web, "node-1", "web-a").getOutcome()).isEqualTo(CommandOutcome.DONE);
        sim.passMillis(300);

        assertThat(sim.story("web-a"))
                .containsExactly("ADDED Pending", "MODIFIED Pending ContainerCreating", "MODIFIED Running ready");
        assertThat(sim.pod("web-a").at("/status/hostIP").asText()).isEqualTo("10.0.0.11");
        assertThat(sim.pod("web-a").at("/status/podIP").asText()).isEqualTo("10.244.1.2");
        assertThat(sim.pod("web-a").at("/status/startTime").asText()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(sim.pod("web-a")
                        .at("/metadata/annotations/rollcall.io~1command")
                        .asText())
                .isEqualTo("0-node-1-1");
        assertThat(sim.pod("web-a").at("/status/qosClass").asText()).isEqualTo("BestEffort");
    }

    @Test
    void podsOfANodeHaveAddressesOfTheirOwn() {
        DaemonSetRef web = sim.daemonSet("web", "nginx");
        DaemonSetRef log = sim.daemonSet("log", "fluentd");
        sim.create(web, "node-1", "web-a");
        sim.create(log, "node-1", "log-a");
        sim.passMillis(300);

        assertThat(sim.pod("web-a").at("/status/podIP"))
                .isNotEqualTo(sim.pod("log-a").at("/status/podIP"));
    }

    @Test
    void brokenNeverGetsItsImage() {
        sim.create(sim.daemonSet("web", "nginx:v2-broken"), "node-1", "web-a");
        sim.pass(Duration.ofMinutes(5));

        assertThat(sim.phase("web-a")).isEqualTo("Pending");
        assertThat(sim.waiting("web-a")).isEqualTo("ImagePullBackOff");
        assertThat(sim.story("web-a")).hasSize(3).last().isEqualTo("MODIFIED Pending ImagePullBackOff");
    }

    @Test
    void crashEndsFailed() {
        sim.create(sim.daemonSet("web", "busybox:crash"), "node-1", "web-a");
        sim.passMillis(300);

        assertThat(sim.story("web-a")).last().isEqualTo("MODIFIED Failed Evicted");
    }

    @Test
    void doneIsReadyAndOneSecondLaterSucceeded() {
        sim.create(sim.daemonSet("job", "busybox:done"), "node-1", "job-a");
        sim.passMillis(300);
        assertThat(sim.ready("job-a")).isTrue();

        sim.passMillis(1000);
        assertThat(sim.phase("job-a")).isEqualTo("Succeeded");
        assertThat(sim.ready("job-a")).isFalse();
    }

    @Test
    void slowIsReadyAfterItsSeconds() {
        sim.create(sim.daemonSet("web", "nginx:v2-slow5"), "node-1", "web-a");
        sim.passMillis(4900);
        assertThat(sim.phase("web-a")).isEqualTo("Running");
        assertThat(sim.ready("web-a")).isFalse();

        sim.passMillis(500);
        assertThat(sim.ready("web-a")).isTrue();
    }

    @Test
    void flapIsReadyAndTwoSecondsLaterNoLonger() {
        sim.create(sim.daemonSet("web", "nginx:flap"), "node-1", "web-a");
        sim.passMillis(1900);
        assertThat(sim.ready("web-a")).isTrue();

        sim.passMillis(500);
        assertThat(sim.ready("web-a")).isFalse();
        assertThat(sim.phase("web-a")).isEqualTo("Running");
        sim.pass(Duration.ofMinutes(1));
        assertThat(sim.ready("web-a")).isFalse();
    }

    @Test
    void aWordInsideAnotherWordSteersNothing() {
        sim.create(sim.daemonSet("web", "registry.example/crashpad/slowdown:undone"), "node-1", "web-a");
        sim.passMillis(300);

        assertThat(sim.ready("web-a")).isTrue();
    }

    @Test
    void aDeletedPodGetsItsGraceAndThenGoes() {
        DaemonSetRef web = sim.daemonSet("web", "nginx");
        sim.create(web, "node-1", "web-a");
        sim.passMillis(300);

        assertThat(sim.delete(web, "node-1", sim.ref("web-a")).getOutcome()).isEqualTo(CommandOutcome.DONE);
        assertThat(sim.pod("web-a").at("/metadata/deletionTimestamp").asText()).isEqualTo("2026-01-01T00:00:30Z");
        sim.passMillis(300);

        assertThat(sim.findPod("web-a")).isEmpty();
        assertThat(sim.story("web-a"))
                .endsWith(
                        "MODIFIED Running ready terminating",
                        "MODIFIED Running ready terminating",
                        "DELETED Running ready");
    }

    @Test
    void withoutGraceAPodGoesAtOnceAndIsStillMarkedFirst() {
        sim.create(sim.daemonSet("web", "nginx"), "node-1", "web-a");
        sim.passMillis(300);

        sim.cluster.api().delete(Sim.podKey("web-a"), DeleteOptions.FORCE);

        assertThat(sim.findPod("web-a")).isEmpty();
        assertThat(sim.story("web-a")).endsWith("MODIFIED Running ready terminating", "DELETED Running ready");
    }

    @Test
    void aFinalizerKeepsAPodAfterItsGrace() {
        DaemonSetRef web = sim.daemonSet("web", "nginx");
        sim.create(web, "node-1", "web-a");
        sim.cluster
                .api()
                .change(
                        Sim.podKey("web-a"),
                        pod -> Meta.of(pod).putArray("finalizers").add("example.com/keep"));
        sim.passMillis(300);
        sim.delete(web, "node-1", sim.ref("web-a"));
        sim.pass(Duration.ofMinutes(1));
        assertThat(sim.findPod("web-a")).isPresent();

        sim.cluster.api().change(Sim.podKey("web-a"), pod -> Meta.removeFinalizer(pod, "example.com/keep"));
        assertThat(sim.findPod("web-a")).isEmpty();
    }
}
