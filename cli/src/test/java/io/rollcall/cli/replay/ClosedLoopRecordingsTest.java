package io.rollcall.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.rollcall.cli.Run;
import io.rollcall.rules.profile.KnownDefect;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Rollcall ends with when nobody but controllers touched the pods of a recording: the pods that the other controller ended with.
 * With -Drollcall.histories=DIR, a folder with one recording a folder, also all of these.
 */
class ClosedLoopRecordingsTest {

    private static final Path RESOURCES =
            Path.of("..", "controller", "src", "test", "resources", "io", "rollcall", "controller", "shadow");

    /** Recordings whose end a known defect of Kubernetes 1.23 decided. */
    private static final Map<String, KnownDefect> DECIDED_BY_A_DEFECT = Map.of(
            // The adopted pods have the template generation of their new owner, so they are current but for the defect.
            "05-orphan-adopt", KnownDefect.GENERATION_LABEL_NEVER_EQUAL,
            // Failed pods pile up as fast as they are made; how many is a matter of speed.
            "60-surge-crash", KnownDefect.SURGE_IGNORES_BACK_OFF);

    static Stream<Path> recordings() {
        String place = System.getProperty("rollcall.histories", "");
        return Stream.of(
                        Recording.in(Path.of("..", "examples", "histories"), ".jsonl"),
                        Recording.in(RESOURCES, ""),
                        place.isEmpty() ? List.<Path>of() : Recording.in(Path.of(place), ""))
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void endsWithTheSamePods(Path place) {
        Recording recording = Recording.read(place);
        assumeFalse(recording.hasExternalPodActions(), "somebody had a hand in its pods");
        List<Recording.Pod> recorded = recording.pods();
        List<Recording.Pod> newest = replayed(recording, "newest");

        KnownDefect defect = DECIDED_BY_A_DEFECT.get(String.valueOf(place.getFileName()));
        if (defect == null) {
            assertThat(newest).isEqualTo(recorded);
        } else {
            assertThat(newest).as("without %s", defect).isNotEqualTo(recorded);
            List<Recording.Pod> repeated = replayed(recording, "1.23");
            assertThat(lasting(defect, repeated)).as("with %s", defect).isEqualTo(lasting(defect, recorded));
            assertThat(expectedOfNewest(defect, newest)).isEqualTo(expectedOfNewest(defect, recorded));
        }
    }

    @Test
    void aRecordingWithAPodDeletedByHandIsNotCompared() {
        assertThat(Recording.read(RESOURCES.resolve("10-taints-live")).hasExternalPodActions())
                .isTrue();
        assertThat(Recording.read(RESOURCES.resolve("15-broken-fix-forward")).hasExternalPodActions())
                .isFalse();
    }

    private static List<Recording.Pod> replayed(Recording recording, String rules) {
        Run run = Run.of(
                "replay",
                "--in-process",
                "--output=json",
                "--rules=" + rules,
                recording.history().toString());
        assertThat(run.status()).as(String.join("\n", run.err())).isZero();
        return run.json("pod").stream()
                .map(pod -> new Recording.Pod(
                        pod.path("daemonSet").asText(),
                        pod.path("node").asText(),
                        pod.path("revision").asLong(),
                        pod.path("phase").asText(),
                        pod.path("ready").asBoolean(),
                        pod.path("terminating").asBoolean()))
                .sorted()
                .toList();
    }

    /** The pods whose number is not a matter of how fast the defect works. */
    private static List<Recording.Pod> lasting(KnownDefect defect, List<Recording.Pod> pods) {
        return pods.stream()
                .filter(pod -> defect != KnownDefect.SURGE_IGNORES_BACK_OFF
                        || !pod.phase().equals("Failed"))
                .toList();
    }

    /** What the newest rules end with too: for a defect of "current or not" the pods but for their template. */
    private static List<Recording.Pod> expectedOfNewest(KnownDefect defect, List<Recording.Pod> pods) {
        return lasting(defect, pods).stream()
                .map(pod -> defect == KnownDefect.GENERATION_LABEL_NEVER_EQUAL
                        ? new Recording.Pod(pod.daemonSet(), pod.node(), 0, pod.phase(), pod.ready(), pod.terminating())
                        : pod)
                .sorted()
                .toList();
    }
}
