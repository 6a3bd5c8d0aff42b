package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.daemonSet;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonSetStatusTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "currentNumberScheduled",
                "numberMisscheduled",
                "desiredNumberScheduled",
                "numberReady",
                "observedGeneration",
                "updatedNumberScheduled",
                "numberAvailable",
                "numberUnavailable",
                "collisionCount"
            })
    @DisplayName("C271 a counter below zero is refused")
    void negative(String counter) {
        assertThat(update("{\"" + counter + "\":-1}", "{}"))
                .containsExactly("status." + counter + ": Invalid value: -1: must be greater than or equal to 0");
        assertThat(update("{\"" + counter + "\":3}", "{}")).isEmpty();
    }

    @Test
    @DisplayName("C271 collisionCount never falls, nor goes away")
    void collisionCount() {
        assertThat(update("{\"collisionCount\":1}", "{\"collisionCount\":2}"))
                .containsExactly("status.collisionCount: Invalid value: 1: cannot be decremented");
        assertThat(update("{\"numberReady\":1}", "{\"collisionCount\":2}"))
                .containsExactly("status.collisionCount: Invalid value: 0: cannot be decremented");
        assertThat(update("{\"collisionCount\":2}", "{\"collisionCount\":2}")).isEmpty();
        assertThat(update("{\"collisionCount\":1}", "{}")).isEmpty();
    }

    private static List<String> update(String status, String stored) {
        return texts(DaemonSetAdmission.updateStatus(withStatus(status), withStatus(stored)));
    }

    private static ObjectNode withStatus(String status) {
        return daemonSet("{\"status\":" + status + "}");
    }
}
