package io.rollcall.cluster.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.ObjectKey;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("requests to the cluster")
class RequestsTest {

    private static final Duration LONG = Duration.ofHours(1);

    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 1));
    private final Requests requests = new Requests();

    @Test
    @DisplayName("one that is answered gives what it returned, or why it was refused")
    void answered() {
        Requests.Request<List<String>> nodes = requests.ask(asked -> asked.ensureNodes(1));
        Requests.Request<String> refused = requests.ask(asked -> {
            throw new IllegalArgumentException("not so");
        });
        requests.actOn(cluster);
        requests.done();
        assertThat(nodes.await(LONG)).containsExactly("control-plane", "node-1");
        assertThatThrownBy(() -> refused.await(LONG))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not so");
    }

    @Test
    @DisplayName("one that was given up before it was begun is never done")
    void neverBegun() {
        Requests.Request<List<String>> nodes = requests.ask(asked -> asked.ensureNodes(1));
        assertThatThrownBy(() -> nodes.await(Duration.ZERO))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessage("Kafka did not confirm earlier changes in 0 s, so this one was not begun and does not take"
                        + " effect");
        requests.actOn(cluster);
        requests.done();
        assertThat(cluster.ensureNodes(1)).as("not there yet").containsExactly("control-plane", "node-1");
    }

    @Test
    @DisplayName("one that was begun may or may not take effect, and is no obstacle for others")
    void begun() {
        Requests.Request<List<String>> nodes = requests.ask(asked -> asked.ensureNodes(1));
        requests.actOn(cluster);
        assertThatThrownBy(() -> nodes.await(Duration.ZERO))
                .isInstanceOf(UnconfirmedException.class)
                .hasMessage("Kafka did not confirm the change in 0 s; it may or may not take effect: look before trying"
                        + " again");
        requests.failed(UnconfirmedException.broken(new IllegalStateException("Kafka is away")));
        Requests.Request<List<String>> again = requests.ask(asked -> asked.ensureNodes(1));
        requests.actOn(cluster);
        requests.done();
        assertThat(again.await(LONG)).isEmpty();
    }

    @Test
    @DisplayName(
            "a fault in the middle of a change fails the step, so that no half is committed; a refusal or a fault before any change does not")
    void half() {
        Requests.Request<String> before = requests.ask(asked -> {
            throw new IllegalStateException("before");
        });
        Requests.Request<Object> refused = requests.ask(asked -> {
            asked.ensureNodes(1);
            return asked.api().get(ObjectKey.node("none"));
        });
        requests.actOn(cluster);
        requests.done();
        assertThatThrownBy(() -> before.await(LONG)).hasMessage("before");
        assertThatThrownBy(() -> refused.await(LONG)).isInstanceOf(ApiException.class);

        cluster.api().listen(change -> {
            throw new IllegalStateException("half");
        });
        Requests.Request<List<String>> half = requests.ask(asked -> asked.ensureNodes(2));
        assertThatThrownBy(() -> requests.actOn(cluster)).hasMessage("half");
        requests.failed(UnconfirmedException.broken(new IllegalStateException()));
        assertThatThrownBy(() -> half.await(LONG)).hasMessage("half");
    }

    @Test
    @DisplayName("a fault of the cluster leaves nobody waiting, neither those it had begun with nor the others")
    void fault() {
        Requests.Request<String> poison = requests.ask(asked -> {
            throw new StackOverflowError();
        });
        Requests.Request<String> behind = requests.ask(asked -> "done");
        assertThatThrownBy(() -> requests.actOn(cluster)).isInstanceOf(StackOverflowError.class);
        requests.failed(UnconfirmedException.broken(new IllegalStateException()));
        requests.refuseAll(new ClusterStoppedException("the cluster is closed"));
        assertThatThrownBy(() -> poison.await(LONG)).isInstanceOf(UnconfirmedException.class);
        assertThatThrownBy(() -> behind.await(LONG)).isInstanceOf(ClusterStoppedException.class);
    }
}
