package io.rollcall.rules.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Names of pods (semantics 3.1). */
class PodNamesTest {

    @Test
    @DisplayName("C173 a name of 60 characters is cut so that 58 with the dash remain, plus five safe characters")
    void longName() {
        String name = PodNames.podName("a".repeat(60), "ds", "node", "hash", 0);

        assertThat(name).hasSize(63).startsWith("a".repeat(58));
        assertThat(name.substring(58)).matches("[bcdfghjklmnpqrstvwxz2456789]{5}");
        assertThat(PodNames.podName("a".repeat(57), "ds", "node", "hash", 0))
                .hasSize(63)
                .startsWith("a".repeat(57) + "-");
    }

    @Test
    @DisplayName("3.1 the same attempt has the same name for ever")
    void stable() {
        assertThat(PodNames.podName("agent", "ds-uid", "node-uid", "hash", 3))
                .isEqualTo(PodNames.podName("agent", "ds-uid", "node-uid", "hash", 3))
                .isEqualTo("agent-p6snb");
    }

    @Test
    @DisplayName("3.1 another DaemonSet, node, revision or attempt has another name, and borders between them count")
    void different() {
        assertThat(Set.of(
                        PodNames.podName("agent", "ds", "node", "hash", 1),
                        PodNames.podName("agent", "ds2", "node", "hash", 1),
                        PodNames.podName("agent", "ds", "node2", "hash", 1),
                        PodNames.podName("agent", "ds", "node", "hash2", 1),
                        PodNames.podName("agent", "ds", "node", "hash", 2),
                        PodNames.podName("agent", "dsn", "ode", "hash", 1)))
                .hasSize(6);
    }

    @Test
    @DisplayName("3.1 names of many slots and attempts spread over the alphabet")
    void spread() {
        Set<String> names = new HashSet<>();
        for (int node = 0; node < 1000; node++) {
            for (int attempt = 0; attempt < 5; attempt++) {
                names.add(PodNames.podName("agent", "ds", "node-" + node, "hash", attempt));
            }
        }
        // With 27^5 names about one pair of 5000 meets by chance.
        assertThat(names).hasSizeGreaterThan(4990);
    }
}
