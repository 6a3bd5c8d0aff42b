package io.rollcall.cli.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.cli.crash.Blow.Kind;
import io.rollcall.cli.crash.Blow.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecoveriesTest {

    private static final List<Blow> CONTROLLER = List.of(new Blow(Target.CONTROLLER, Kind.KILL));
    private static final List<Blow> PROJECTOR = List.of(new Blow(Target.PROJECTOR, Kind.KILL));
    private static final List<Blow> LEADER = List.of(new Blow(Target.LEADER, Kind.KILL));

    private final Recoveries recoveries = new Recoveries();

    @Test
    @DisplayName("blows after which decisions went on are right; the projector stops none")
    void measured() {
        recoveries.add(CONTROLLER, List.of(Duration.ofMillis(2500)));
        recoveries.add(LEADER, List.of(Duration.ofMillis(6000)));
        recoveries.verify(List.of(CONTROLLER, PROJECTOR, LEADER));
        assertThat(recoveries.report().lines())
                .containsExactly(
                        "KILL CONTROLLER             1 partitions, next decision after 2.50 s (median), 2.50 s (maximum)",
                        "KILL LEADER                 1 partitions, next decision after 6.00 s (median), 6.00 s (maximum)",
                        "all                         2 partitions, next decision after 6.00 s (median), 6.00 s (maximum)");
    }

    @Test
    @DisplayName("a blow that measured nothing is found")
    void unmeasured() {
        recoveries.add(CONTROLLER, List.of(Duration.ofMillis(2500), Duration.ofMillis(3500)));
        recoveries.add(CONTROLLER, List.of());
        assertThatThrownBy(() -> recoveries.verify(List.of(CONTROLLER, CONTROLLER)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("2 of KILL CONTROLLER");
        assertThatThrownBy(() -> recoveries.verify(List.of(CONTROLLER, LEADER)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("1 of KILL LEADER");
    }

    @Test
    @DisplayName("a run that measured nothing at all is found")
    void nothing() {
        assertThatThrownBy(() -> recoveries.verify(List.of(PROJECTOR))).isInstanceOf(AssertionError.class);
    }
}
