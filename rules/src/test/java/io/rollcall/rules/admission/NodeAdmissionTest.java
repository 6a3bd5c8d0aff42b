package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.json;
import static io.rollcall.rules.admission.GivenObjects.read;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.schema.ObjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeAdmissionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"key\":\"a\"}|metadata.taints[0].effect: Required value",
                "{\"key\":\"\",\"effect\":\"NoSchedule\"}|metadata.taints[0].key: Invalid value: \"\": name part must be non-empty",
                "{\"key\":\"/a\",\"effect\":\"NoSchedule\"}|metadata.taints[0].key: Invalid value: \"/a\": prefix part must be non-empty",
                "{\"key\":\"a\",\"effect\":\"Never\"}|metadata.taints[0].effect: Unsupported value: \"Never\": supported values: \"NoSchedule\", \"PreferNoSchedule\", \"NoExecute\""
            })
    void taintsThatCannotBe(String taint, String problem) {
        assertThat(texts(NodeAdmission.create(node("[" + taint + "]")))).contains(problem);
    }

    @Test
    void theValueOfATaintIsThatOfALabel() {
        assertThat(texts(NodeAdmission.create(node("[{\"key\":\"a\",\"value\":\"-b\",\"effect\":\"NoExecute\"}]"))))
                .singleElement()
                .asString()
                .startsWith(
                        "metadata.taints[0].value: Invalid value: \"-b\": a valid label must be an empty string or");
    }

    @Test
    void aTaintHasItsKeyAndEffectForItself() {
        String one = "{\"key\":\"a\",\"effect\":\"NoSchedule\"}";
        String other = "{\"key\":\"a\",\"value\":\"b\",\"effect\":\"NoExecute\"}";
        assertThat(NodeAdmission.create(node("[" + one + "," + other + "]"))).isEmpty();
        assertThat(texts(NodeAdmission.create(node("[" + one + "," + other + "," + other + "]"))))
                .containsExactly(
                        "metadata.taints[2]: Duplicate value: core.Taint{Key:\"a\", Value:\"b\", Effect:\"NoExecute\","
                                + " TimeAdded:<nil>}: taints must be unique by key and effect pair");
    }

    @Test
    void anUpdateChecksTheSame() {
        ObjectNode node = node("[]");
        assertThat(NodeAdmission.update(node, node)).isEmpty();
        assertThat(texts(NodeAdmission.update(node("[{\"key\":\"a\"}]"), node)))
                .containsOnly("metadata.taints[0].effect: Required value");
    }

    @Test
    void aNodeHasNoNamespace() {
        ObjectNode node = node("[]");
        ((ObjectNode) node.get("metadata")).put("namespace", "default");
        assertThat(texts(NodeAdmission.create(node)))
                .containsExactly("metadata.namespace: Forbidden: not allowed on this type");
    }

    private static ObjectNode node(String taints) {
        return read(
                ObjectType.NODE,
                json("{\"metadata\":{\"name\":\"n1\",\"labels\":{\"zone\":\"a\"}},\"spec\":{\"taints\":" + taints
                        + "}}"));
    }
}
