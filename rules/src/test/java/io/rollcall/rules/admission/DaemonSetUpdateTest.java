package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.container;
import static io.rollcall.rules.admission.GivenObjects.daemonSet;
import static io.rollcall.rules.admission.GivenObjects.json;
import static io.rollcall.rules.admission.GivenObjects.merge;
import static io.rollcall.rules.admission.GivenObjects.pod;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Updates as they are validated: template generations are written out here, where a store would set them. */
class DaemonSetUpdateTest {

    private static final String LABELS =
            "{\"spec\":{\"selector\":{\"matchLabels\":{\"app\":\"x\"}},\"template\":{\"metadata\":{\"labels\":{\"app\":\"x\"}}}}}";
    private static final String DISK =
            "{\"volumes\":[{\"name\":\"d\",\"gcePersistentDisk\":{\"pdName\":\"p\",\"fsType\":\"ext4\"}}]}";

    @Test
    @DisplayName("C267 no change is accepted")
    void nothing() {
        assertThat(change(1, daemonSet(), 1, daemonSet())).isEmpty();
    }

    @Test
    @DisplayName("C267 selector and template labels may change together as far as validation goes")
    void selectorWithTemplate() {
        assertThat(change(2, daemonSet(LABELS), 1, daemonSet())).isEmpty();
    }

    @Test
    @DisplayName("C263 the selector is immutable when a user writes it, with or without the template")
    void selectorIsImmutable() {
        assertThat(texts(DaemonSetAdmission.update(at(2, daemonSet(LABELS)), at(1, daemonSet()))))
                .containsExactly(
                        "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string{\"app\":\"x\"},"
                                + " MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: field is immutable");
    }

    @Test
    @DisplayName("C267 an image with a raised template generation, and a strategy without one, are accepted")
    void imageAndStrategy() {
        assertThat(change(2, container("{\"image\":\"nginx:2\"}"), 1, daemonSet()))
                .isEmpty();
        ObjectNode onDelete = daemonSet("{\"spec\":{\"updateStrategy\":{\"type\":\"OnDelete\"}}}");
        assertThat(change(1, onDelete, 1, daemonSet())).isEmpty();
    }

    @Test
    @DisplayName("C267 a template that means the same needs no other template generation")
    void semanticallyEqual() {
        ObjectNode one = container("{\"resources\":{\"requests\":{\"cpu\":\"1\"}}}");
        ObjectNode other = one.deepCopy();
        ((ObjectNode) other.at("/spec/template/spec/containers/0")).putArray("env");
        ((ObjectNode) other.at("/spec/template/spec/containers/0/resources/requests")).put("cpu", "1000m");
        assertThat(change(1, other, 1, one)).isEmpty();
    }

    @Test
    @DisplayName("C268 the name does not change")
    void name() {
        assertThat(change(1, daemonSet("{\"metadata\":{\"name\":\"other\"}}"), 1, daemonSet()))
                .containsExactly("metadata.name: Invalid value: \"other\": field is immutable");
    }

    @Test
    @DisplayName("C268 an invalid selector, pod and strategy are refused, one error each")
    void invalid() {
        ObjectNode selector =
                daemonSet("{\"spec\":{\"selector\":{\"matchExpressions\":[{\"key\":\"app\",\"operator\":\"Near\"}]}}}");
        assertThat(change(1, selector, 1, daemonSet()))
                .containsExactly(
                        "spec.selector.matchExpressions[0].operator: Invalid value: \"Near\": not a valid selector operator");
        assertThat(change(2, pod("{\"restartPolicy\":\"OnFailure\"}"), 1, daemonSet()))
                .containsExactly("spec.template.spec.restartPolicy: Unsupported value: \"OnFailure\": supported values:"
                        + " \"Always\"");
        assertThat(change(1, daemonSet("{\"spec\":{\"updateStrategy\":{\"type\":\"Random\"}}}"), 1, daemonSet()))
                .containsExactly("spec.updateStrategy: Unsupported value: apps.DaemonSetUpdateStrategy{Type:\"Random\","
                        + " RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}: supported values: \"RollingUpdate\","
                        + " \"OnDelete\"");
    }

    @Test
    @DisplayName(
            "C268 a disk that one machine alone can write to is read-only, unless the stored object broke that rule")
    void readWriteDisk() {
        assertThat(change(2, pod(DISK), 1, daemonSet()))
                .containsExactly(
                        "spec.template.spec.volumes[0].GCEPersistentDisk.readOnly: Invalid value: false: must be true"
                                + " for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is read-only");
        assertThat(change(1, pod(DISK), 1, pod(DISK))).isEmpty();
        assertThat(change(2, pod(DISK.replace("\"ext4\"", "\"ext4\",\"readOnly\":true")), 1, daemonSet()))
                .isEmpty();
    }

    @Test
    @DisplayName(
            "C268 the template generation is neither negative nor lowered, and rises just when the template changes")
    void templateGeneration() {
        ObjectNode changed = container("{\"image\":\"nginx:2\"}");
        String path = "spec.templateGeneration: Invalid value: ";
        assertThat(change(-1, daemonSet(), -1, daemonSet()))
                .containsExactly(path + "-1: must be greater than or equal to 0");
        assertThat(change(1, changed, 2, daemonSet())).containsExactly(path + "1: must not be decremented");
        assertThat(change(1, changed, 1, daemonSet()))
                .containsExactly(path + "1: must be incremented upon template update");
        assertThat(change(2, daemonSet(), 1, daemonSet()))
                .containsExactly(path + "2: must not be incremented without template update");
    }

    private static List<String> change(long generation, ObjectNode object, long storedGeneration, ObjectNode stored) {
        return texts(DaemonSetAdmission.validateUpdate(at(generation, object), at(storedGeneration, stored)));
    }

    private static ObjectNode at(long templateGeneration, ObjectNode object) {
        ObjectNode copy = object.deepCopy();
        merge(
                copy,
                json("{\"metadata\":{\"annotations\":{\"deprecated.daemonset.template.generation\":\""
                        + templateGeneration + "\"}}}"));
        return copy;
    }
}
