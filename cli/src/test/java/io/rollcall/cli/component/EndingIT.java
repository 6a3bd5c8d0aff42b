package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.component.PretendedComponent.Manner;
import io.rollcall.cli.console.ExitStatus;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the process of a component ends, by a signal at any moment. */
class EndingIT {

    private static final int AMPLE = 60;

    private final Deque<StartedComponent> started = new ArrayDeque<>();

    @AfterEach
    void closeAll() {
        started.forEach(StartedComponent::close);
    }

    private StartedComponent component(int deadlineSeconds, Manner... manners) throws IOException {
        String[] arguments = new String[manners.length + 1];
        arguments[0] = String.valueOf(deadlineSeconds);
        Arrays.setAll(arguments, i -> i == 0 ? arguments[0] : manners[i - 1].name());
        StartedComponent component = StartedComponent.startClass(PretendedComponent.class, arguments);
        started.push(component);
        return component;
    }

    @Test
    @DisplayName("told to stop, it closes in peace, nothing interrupts that, and the status is 0")
    void told() throws Exception {
        StartedComponent component = component(AMPLE, Manner.CLOSES_SLOWLY);
        component.awaitLine("at work");
        assertThat(component.stop()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(component.lines()).contains("is closed").doesNotContain("interrupted");
    }

    @Test
    @DisplayName("told to stop while it waits for others, it waits no longer, and the status is 0")
    void toldWhileStarting() throws Exception {
        StartedComponent component = component(AMPLE, Manner.WAITS);
        component.awaitLine("waits");
        assertThat(component.stop()).isEqualTo(ExitStatus.SUCCESS);
        assertThat(component.lines()).contains("interrupted").noneMatch(line -> line.contains("told: "));
    }

    @Test
    @DisplayName("what cannot start says so and ends with the status of that")
    void cannotStart() throws Exception {
        StartedComponent component = component(AMPLE, Manner.REFUSES);
        assertThat(component.end()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(component.lines()).contains("told: it cannot start");
    }

    @Test
    @DisplayName("what has failed keeps its status when a signal comes while it closes")
    void toldWhileFailing() throws Exception {
        StartedComponent component = component(AMPLE, Manner.FAILS, Manner.CLOSES_SLOWLY);
        component.awaitLine("closes");
        assertThat(component.stop()).isEqualTo(ExitStatus.FAULT);
        assertThat(component.lines())
                .contains("rollcall pretended: it has failed", "is closed")
                .doesNotContain("interrupted");
    }

    @Test
    @DisplayName(
            "what has failed says so before it asks Kafka about rights, and keeps its status when a signal comes meanwhile")
    void toldWhileAsking() throws Exception {
        StartedComponent component = component(AMPLE, Manner.FAILS_BESIDE_SILENT_KAFKA);
        component.awaitLine("rollcall pretended: it has failed");
        assertThat(component.lines()).doesNotContain("closes");
        assertThat(component.stop()).isEqualTo(ExitStatus.UNUSABLE);
        assertThat(component.lines()).contains("is closed").noneMatch(line -> line.contains("does not grant"));
    }

    @Test
    @DisplayName("what does not close in time is ended, and the status says so")
    void late() throws Exception {
        StartedComponent component = component(1, Manner.NEVER_CLOSES);
        component.awaitLine("at work");
        assertThat(component.stop()).isEqualTo(ExitStatus.LATE);
        assertThat(component.lines())
                .anyMatch(line -> line.contains("pretended did not stop within 1 s"))
                .doesNotContain("is closed");
    }

    @Test
    @DisplayName(
            "what has failed and does not close in time is ended, too, without a signal, with the status of the failure")
    void failedAndLate() throws Exception {
        StartedComponent component = component(1, Manner.FAILS, Manner.NEVER_CLOSES);
        assertThat(component.end()).isEqualTo(ExitStatus.FAULT);
        assertThat(component.lines()).contains("rollcall pretended: it has failed");
    }
}
