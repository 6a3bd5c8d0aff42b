package io.rollcall.cli.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the right behind the trouble of a part that tries again")
class DenialWatchTest {

    private final Queue<Runnable> questions = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private Optional<String> denied = Optional.of("Read on topic t");

    private final DenialWatch watch = new DenialWatch(
            "cluster",
            said -> {
                asked.add(said);
                return denied;
            },
            questions::add);

    private void answer() {
        questions.remove().run();
    }

    @Test
    @DisplayName("is known when Kafka has answered; nobody waits for that")
    void later() {
        RuntimeException trouble = new TopicAuthorizationException("no topic t");
        assertThat(watch.behind(trouble)).isEmpty();
        answer();
        assertThat(watch.behind(trouble)).contains("Read on topic t");
    }

    @Test
    @DisplayName("is asked for once for each failure, and not while an answer is still to come")
    void once() {
        RuntimeException first = new TopicAuthorizationException("no topic t");
        RuntimeException second = new TopicAuthorizationException("no topic t");
        watch.behind(first);
        watch.behind(second);
        assertThat(questions).hasSize(1);
        answer();
        watch.behind(second);
        watch.behind(second);
        answer();
        watch.behind(second);
        assertThat(questions).isEmpty();
        assertThat(asked).containsExactly("no topic t", "no topic t");
    }

    @Test
    @DisplayName("is not that of another trouble")
    void another() {
        RuntimeException first = new TopicAuthorizationException("no topic t");
        watch.behind(first);
        answer();
        assertThat(watch.behind(new TopicAuthorizationException("no topic u"))).isEmpty();
        denied = Optional.empty();
        answer();
        assertThat(watch.behind(first)).isEmpty();
    }

    @Test
    @DisplayName("is forgotten when the part works")
    void over() {
        RuntimeException trouble = new TopicAuthorizationException("no topic t");
        watch.behind(trouble);
        answer();
        watch.over();
        assertThat(watch.behind(trouble)).isEmpty();
    }

    @Test
    @DisplayName("is not that of a trouble that was over before Kafka answered")
    void tooLate() {
        watch.behind(new TopicAuthorizationException("no topic t"));
        watch.over();
        answer();
        RuntimeException next = new TopicAuthorizationException("no topic t");
        assertThat(watch.behind(next)).isEmpty();
        answer();
        assertThat(watch.behind(next)).contains("Read on topic t");
    }

    @Test
    @DisplayName("is not asked for when Kafka has refused nothing")
    void noRefusal() {
        assertThat(watch.behind(new TimeoutException("slow"))).isEmpty();
        assertThat(questions).isEmpty();
    }
}
