package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a revision that a command names and that has not been read")
class AwaitedRevisionsTest {

    private static final Duration MOMENT = Duration.ofMillis(100);

    private final AwaitedRevisions awaited = new AwaitedRevisions();
    private Duration now = Duration.ofHours(-1);

    @Test
    @DisplayName("is waited for, and then no longer")
    void once() {
        assertThat(waitsFor("web/h1")).isTrue();
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        assertThat(waitsFor("web/h1")).isTrue();
        passes(MOMENT);
        assertThat(waitsFor("web/h1")).isFalse();
    }

    @Test
    @DisplayName("that did not come in time holds up no command that names it later")
    void neverComes() {
        waitsFor("web/h1");
        passes(AwaitedRevisions.PATIENCE);
        assertThat(waitsFor("web/h1")).isFalse();
        assertThat(waitsFor()).isFalse();
        passes(Duration.ofMinutes(1));
        assertThat(waitsFor("web/h1")).isFalse();
    }

    @Test
    @DisplayName("has the whole time, however long another one has been waited for")
    void eachItsOwn() {
        waitsFor("web/h1");
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        waitsFor("web/h1", "db/h7");
        passes(MOMENT);
        assertThat(waitsFor("web/h1", "db/h7")).as("db's has just been missed").isTrue();
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        assertThat(waitsFor("web/h1", "db/h7")).isFalse();
    }

    @Test
    @DisplayName("keeps nothing back for ever, when one after the other does not come")
    void chain() {
        Duration held = Duration.ZERO;
        for (int revision = 0; waitsFor("web/h" + revision, "web/h" + (revision + 1)); revision++) {
            passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
            held = held.plus(AwaitedRevisions.PATIENCE.minus(MOMENT));
            assertThat(held).isLessThanOrEqualTo(AwaitedRevisions.LONGEST.plus(AwaitedRevisions.PATIENCE));
        }
        assertThat(held).isGreaterThanOrEqualTo(AwaitedRevisions.LONGEST);
    }

    @Test
    @DisplayName("is waited for again when it was cut short by what others had kept back")
    void cutShort() {
        waitsFor("web/h1");
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        waitsFor("web/h1", "web/h2");
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        waitsFor("web/h2", "web/h3");
        passes(MOMENT.multipliedBy(2));
        assertThat(waitsFor("web/h3")).as("all that was kept back goes on").isFalse();
        assertThat(waitsFor("web/h3")).isTrue();
    }

    @Test
    @DisplayName("that came late is waited for again when it has gone and is missed anew")
    void cameLate() {
        waitsFor("web/h1");
        passes(AwaitedRevisions.PATIENCE);
        waitsFor("web/h1");
        assertThat(awaited.isWorthWaiting(Set.of(), Set.of("web/h1"), now.toNanos()))
                .isFalse();
        assertThat(waitsFor("web/h1")).isTrue();
    }

    @Test
    @DisplayName("is not missed any longer when its command has become void")
    void voided() {
        waitsFor("web/h1");
        passes(AwaitedRevisions.PATIENCE.minus(MOMENT));
        assertThat(waitsFor()).isFalse();
        passes(MOMENT);
        assertThat(waitsFor("web/h1")).as("missed anew").isTrue();
    }

    @Test
    @DisplayName("is forgotten with its DaemonSet, and those of others are not")
    void gone() {
        waitsFor("web/h1", "web2/h1");
        passes(AwaitedRevisions.PATIENCE);
        waitsFor("web/h1", "web2/h1");
        awaited.forget("web");
        assertThat(waitsFor("web2/h1")).isFalse();
        assertThat(waitsFor("web/h1")).isTrue();
    }

    private boolean waitsFor(String... keys) {
        return awaited.isWorthWaiting(Set.of(keys), Set.of(), now.toNanos());
    }

    private void passes(Duration time) {
        now = now.plus(time);
    }
}
