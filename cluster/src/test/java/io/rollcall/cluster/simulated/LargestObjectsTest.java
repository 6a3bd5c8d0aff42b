package io.rollcall.cluster.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException;
import io.rollcall.cluster.store.ApiException.Reason;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.ObjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntFunction;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("the largest objects that are taken")
class LargestObjectsTest {

    private final Sim sim = new Sim().nodes(1);

    @Test
    @DisplayName("a DaemonSet of many containers fits its topic, with the template once more in its event")
    void daemonSet() {
        int containers = largest(ObjectKind.DAEMON_SET, 20_000, LargestObjectsTest::daemonSet);
        assertThat(containers).isGreaterThan(1_000);
        eventsFit();
    }

    @Test
    @DisplayName(
            "an object that is too large, by what was noted when its status was written, may be made smaller and not larger")
    void smaller() {
        ObjectNode small = sim.cluster.api().create(ObjectKind.DAEMON_SET, daemonSet(1));
        sim.cluster.api().change(ObjectKey.of(ObjectKind.DAEMON_SET, small), object -> value(object, 1_600_000));
        ObjectNode large = sim.cluster.api().get(ObjectKey.of(ObjectKind.DAEMON_SET, small));
        ObjectNode larger = large.deepCopy();
        larger.withObject("/metadata/labels").put("b", "c");
        assertThatThrownBy(() -> sim.cluster.api().update(ObjectKind.DAEMON_SET, larger))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
        ObjectNode smaller = large.deepCopy();
        value(smaller, 1_590_000);
        assertThat(sim.cluster
                        .api()
                        .update(ObjectKind.DAEMON_SET, smaller)
                        .at("/metadata/generation")
                        .asInt())
                .isEqualTo(2);
    }

    private static void value(ObjectNode daemonSet, int size) {
        ObjectNode container = (ObjectNode) daemonSet.at("/spec/template/spec/containers/0");
        container.putArray("env").addObject().put("name", "A").put("value", "x".repeat(size));
    }

    @Test
    @DisplayName("a pod of many containers, or of long image names, fits its topic whatever its kubelet adds")
    void pod() {
        assertThat(largest(ObjectKind.POD, 20_000, count -> pod(count, 1))).isGreaterThan(1_000);
        assertThat(largest(ObjectKind.POD, 2_000_000, size -> pod(1, size))).isGreaterThan(100_000);
        sim.cluster.advanceTo(Sim.START.plusSeconds(600));
        assertThat(sim.cluster.api().list(ObjectKind.POD))
                .hasSize(2)
                .allSatisfy(
                        pod -> assertThat(pod.at("/status/containerStatuses").size())
                                .isEqualTo(pod.at("/spec/containers").size()));
        eventsFit();
    }

    /** Creates the largest that is taken, to a hundredth; what its measure is. */
    private int largest(ObjectKind kind, int tooMuch, IntFunction<ObjectNode> of) {
        int taken = 1;
        int refused = tooMuch;
        while (refused - taken > 1 + taken / 100) {
            int middle = (taken + refused) / 2;
            try {
                ObjectNode made = sim.cluster.api().create(kind, of.apply(middle));
                sim.cluster.api().delete(ObjectKey.of(kind, made), DeleteOptions.FORCE);
                taken = middle;
            } catch (ApiException e) {
                assertThat(e.reason()).as(e.getMessage()).isEqualTo(Reason.TOO_LARGE);
                refused = middle;
            }
        }
        sim.cluster.api().create(kind, of.apply(taken));
        return taken;
    }

    private static ObjectNode daemonSet(int containers) {
        ObjectNode object = Json.object();
        object.putObject("metadata").put("namespace", "default").put("name", "large");
        object.withObject("/spec/selector/matchLabels").put("app", "large");
        object.withObject("/spec/template/metadata/labels").put("app", "large");
        containers(object.withObject("/spec/template/spec"), containers, 1);
        return object;
    }

    private static ObjectNode pod(int containers, int image) {
        ObjectNode object = Json.object();
        object.putObject("metadata").put("namespace", "default").put("name", containers == 1 ? "wide" : "long");
        ObjectNode spec = object.putObject("spec").put("nodeName", "node-1");
        containers(spec, containers, image);
        return object;
    }

    private static void containers(ObjectNode spec, int count, int image) {
        ArrayNode containers = spec.putArray("containers");
        for (int number = 0; number < count; number++) {
            containers.addObject().put("name", "c" + number).put("image", "i".repeat(image));
        }
    }

    private void eventsFit() {
        for (ClusterEvent event : sim.cluster.drainEvents()) {
            assertThat(bytes(event.value()))
                    .as(event.key())
                    .isLessThan(event.topic().maxMessageBytes() - 1_000);
        }
    }

    private static int bytes(SpecificRecord value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.size();
    }
}
