package io.rollcall.events.rights;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the right behind a failure")
class DenialFinderTest {

    private final AtomicLong now = new AtomicLong();
    private final List<String> denied = new ArrayList<>();
    private int asked;

    private final DenialFinder finder = new DenialFinder(
            () -> {
                asked++;
                return List.copyOf(denied);
            },
            now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    @DisplayName("is asked for once while a part fails in the same way, and again after a while")
    void again() {
        denied.add("Read on topic a");
        assertThat(finder.find("no topic a")).contains("Read on topic a");
        pass(Duration.ofSeconds(4));
        assertThat(finder.find("no topic a")).contains("Read on topic a");
        assertThat(asked).isOne();
        denied.clear();
        pass(Duration.ofSeconds(1));
        assertThat(finder.find("no topic a")).isEmpty();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    @DisplayName("is asked for at once when a part fails in another way")
    void another() {
        assertThat(finder.find("no topic a")).isEmpty();
        denied.add("Read on group g");
        assertThat(finder.find("no group g")).contains("Read on group g");
    }

    @Test
    @DisplayName("is one line, however many are missing")
    void several() {
        denied.addAll(List.of("Read on topic a", "Read on topic b"));
        assertThat(finder.find("a")).contains("Read on topic a; one more right is missing");
        denied.add("Read on topic c");
        assertThat(finder.find("b")).contains("Read on topic a; 2 more rights are missing");
    }

    @Test
    @DisplayName("is looked for where Kafka refuses, also as the cause of something else")
    void refusal() {
        assertThat(DenialFinder.isRefusal(new ExecutionException(new GroupAuthorizationException("g"))))
                .isTrue();
        assertThat(DenialFinder.isRefusal(new ExecutionException(new TimeoutException())))
                .isFalse();
    }
}
