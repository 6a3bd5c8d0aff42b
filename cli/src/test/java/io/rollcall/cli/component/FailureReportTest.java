package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.cli.console.ExitStatus;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("what is said of a component that has stopped for good")
class FailureReportTest {

    private static final String DENIED = "Kafka does not grant User:u Write on topic t";

    private final StringWriter said = new StringWriter();

    private List<String> told(Running.Failure failure, Supplier<List<String>> denied) {
        new FailureReport("controller", new PrintWriter(said), denied).tell(failure);
        return said.toString().lines().toList();
    }

    @Test
    @DisplayName("is why, before anybody asks Kafka, and then the rights that it lacks")
    void order() {
        assertThat(told(new Running.Failure("not authorized", ExitStatus.UNUSABLE), () -> {
                    assertThat(said.toString()).isEqualToIgnoringNewLines("rollcall controller: not authorized");
                    return List.of(DENIED);
                }))
                .containsExactly("rollcall controller: not authorized", "rollcall controller: " + DENIED);
    }

    @Test
    @DisplayName("names no right twice")
    void once() {
        assertThat(told(new Running.Failure(DENIED, ExitStatus.UNUSABLE), () -> List.of(DENIED)))
                .containsExactly("rollcall controller: " + DENIED);
    }

    @Test
    @DisplayName("is no more than why when the program itself is at fault")
    void fault() {
        assertThat(told(new Running.Failure("a fault", ExitStatus.FAULT), () -> {
                    throw new AssertionError("Kafka is asked");
                }))
                .containsExactly("rollcall controller: a fault");
    }
}
