package io.rollcall.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.Decision;
import io.rollcall.events.PodObserved;
import io.rollcall.events.topics.TopicCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** End to end, as a user: start, look, stop, start again, kill. */
class UpIT {

    private static final int WORKERS = 6;
    private static final String AT_REST = "default/nginx: every eligible node has its pod (6 of 7 nodes)";

    private static String[] arguments(Path manifest) {
        return new String[] {"--nodes", Integer.toString(WORKERS), "--apply", manifest.toString()};
    }

    private static Path manifest(Path folder, String image) throws Exception {
        String nginx = Files.readString(Path.of("..", "examples", "nginx.yaml"));
        return Files.writeString(
                folder.resolve(image.replace(':', '-') + ".yaml"), nginx.replaceAll("image: .*", "image: " + image));
    }

    @Test
    @DisplayName(
            "every eligible node has its pod and the tainted one says why; stopped and started again it creates none")
    void startStopStart(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        Set<String> first;
        try (UpProcess up = UpProcess.start(data, arguments(manifest(folder, "nginx:1")))) {
            up.awaitLine(AT_REST::equals);
            assertThat(up.awaitLine(line -> line.strip().startsWith("control-plane:")))
                    .contains("node-role.kubernetes.io/control-plane:NoSchedule is not tolerated");
            assertThat(up.stop()).isIn(0, 130, 143);
        }
        try (PodLog log = PodLog.of(data)) {
            first = Set.copyOf(log.finalPods().keySet());
            assertThat(first).hasSize(WORKERS);
        }
        try (UpProcess up = UpProcess.start(data, "--nodes", Integer.toString(WORKERS))) {
            up.awaitLine(AT_REST::equals);
            assertThat(up.stop()).isIn(0, 130, 143);
        }
        try (PodLog log = PodLog.of(data)) {
            assertThat(log.finalPods().keySet()).isEqualTo(first);
            assertThat(creations(log)).isEqualTo(WORKERS);
        }
    }

    @Test
    @DisplayName("killed in mid-rollout it ends where an undisturbed run ends, and no need was ever met twice")
    void killedInMidRollout(@TempDir Path folder) throws Exception {
        long seed = System.nanoTime();
        System.out.println("UpIT seed " + seed);
        int killAt = 1 + new Random(seed).nextInt(WORKERS - 2);
        Path data = folder.resolve("data");
        try (UpProcess up = UpProcess.start(data, arguments(manifest(folder, "nginx:1")))) {
            up.awaitLine(AT_REST::equals);
            up.stop();
        }
        try (UpProcess up = UpProcess.start(data, arguments(manifest(folder, "nginx:2")))) {
            up.awaitLine(line -> line.contains("up-to-date " + killAt + ","));
            up.kill();
        }
        try (UpProcess up = UpProcess.start(data, "--nodes", Integer.toString(WORKERS))) {
            up.awaitLine(AT_REST::equals);
            up.stop();
        }
        try (PodLog log = PodLog.of(data)) {
            TreeMap<String, PodObserved> pods = log.finalPods();
            assertThat(pods.values()).extracting(PodObserved::getNodeName).doesNotHaveDuplicates();
            assertThat(pods).hasSize(WORKERS);
            assertThat(pods.values().stream()
                            .map(pod -> pod.getLabels().get("controller-revision-hash"))
                            .distinct())
                    .hasSize(1);
            assertThat(creations(log)).as("one creation a node and revision").isEqualTo(2L * WORKERS);
            noNeedMetTwice(log.podChanges());
            noCommandCarriedOutTwice(log.podChanges());
        }
    }

    private static long creations(PodLog log) {
        return log.values(TopicCatalogue.DECISIONS).stream()
                .map(Decision::getAction)
                .filter(action -> action == ActionType.CREATE)
                .count();
    }

    /** At no moment do two pods stand on a node that are not on their way out. */
    private static void noNeedMetTwice(List<PodObserved> changes) {
        Map<String, Set<String>> standing = new HashMap<>();
        for (PodObserved pod : changes) {
            Set<String> onNode = standing.computeIfAbsent(String.valueOf(pod.getTargetNode()), node -> new TreeSet<>());
            if (pod.getChange() == ChangeType.DELETED || pod.getDeletedAt() != null) {
                onNode.remove(pod.getUid());
            } else {
                onNode.add(pod.getUid());
            }
            assertThat(onNode).as("pods on %s", pod.getTargetNode()).hasSizeLessThanOrEqualTo(1);
        }
    }

    private static void noCommandCarriedOutTwice(List<PodObserved> changes) {
        Map<String, String> podOfCommand = new HashMap<>();
        for (PodObserved pod : changes) {
            if (pod.getCommandId() != null) {
                String before = podOfCommand.putIfAbsent(pod.getCommandId(), pod.getUid());
                assertThat(before == null || before.equals(pod.getUid()))
                        .as("command %s", pod.getCommandId())
                        .isTrue();
            }
        }
    }
}
