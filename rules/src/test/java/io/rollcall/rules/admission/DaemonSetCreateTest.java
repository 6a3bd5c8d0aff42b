package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.daemonSet;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DaemonSetCreateTest {

    private static final String NAME_PART =
            "name part must consist of alphanumeric characters, '-', '_' or '.', and must start"
                    + " and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is"
                    + " '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
    private static final String VALUE =
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or"
                    + " '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used"
                    + " for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
    private static final String ALWAYS =
            "spec.template.spec.restartPolicy: Unsupported value: \"%s\": supported values: \"Always\"";

    @Test
    @DisplayName("C266 a right one is accepted")
    void accepted() {
        assertThat(DaemonSetAdmission.create(daemonSet())).isEmpty();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(
                        "empty name",
                        "{\"metadata\":{\"name\":\"\"}}",
                        "metadata.name: Required value: name or generateName is required"),
                Arguments.of(
                        "empty namespace", "{\"metadata\":{\"namespace\":\"\"}}", "metadata.namespace: Required value"),
                Arguments.of(
                        "nil selector",
                        "{\"spec\":{\"selector\":null}}",
                        "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"web\"}: `selector` does not"
                                + " match template `labels`"),
                Arguments.of(
                        "empty selector",
                        "{\"spec\":{\"selector\":{}}}",
                        "spec.selector: Invalid value: v1.LabelSelector{MatchLabels:map[string]string(nil),"
                                + " MatchExpressions:[]v1.LabelSelectorRequirement(nil)}: empty selector is invalid for daemonset"),
                Arguments.of(
                        "selector not matching",
                        "{\"spec\":{\"selector\":{\"matchLabels\":{\"tier\":\"front\"}}}}",
                        "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"web\"}: `selector` does not"
                                + " match template `labels`"),
                Arguments.of(
                        "invalid template",
                        "{\"spec\":{\"template\":{\"spec\":{\"containers\":[]}}}}",
                        "spec.template.spec.containers: Required value"),
                Arguments.of(
                        "illegal label",
                        "{\"metadata\":{\"labels\":{\"NoUppercaseOrSpecialCharsLike=Equals\":\"bar\"}}}",
                        "metadata.labels: Invalid value: \"NoUppercaseOrSpecialCharsLike=Equals\": " + NAME_PART),
                Arguments.of(
                        "illegal label value",
                        "{\"metadata\":{\"labels\":{\"a\":\"-\"}}}",
                        "metadata.labels: Invalid value: \"-\": " + VALUE),
                Arguments.of(
                        "illegal label of the template",
                        "{\"spec\":{\"template\":{\"metadata\":{\"labels\":{\"a b\":\"c\"}}}}}",
                        "spec.template.labels: Invalid value: \"a b\": " + NAME_PART),
                Arguments.of(
                        "illegal annotation",
                        "{\"metadata\":{\"annotations\":{\"a b\":\"anything goes\"}}}",
                        "metadata.annotations: Invalid value: \"a b\": " + NAME_PART),
                Arguments.of(
                        "illegal annotation of the template",
                        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"a b\":\"\"}}}}}",
                        "spec.template.annotations: Invalid value: \"a b\": " + NAME_PART),
                Arguments.of(
                        "restartPolicy OnFailure",
                        "{\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"OnFailure\"}}}}",
                        ALWAYS.formatted("OnFailure")),
                Arguments.of(
                        "restartPolicy Never",
                        "{\"spec\":{\"template\":{\"spec\":{\"restartPolicy\":\"Never\"}}}}",
                        ALWAYS.formatted("Never")),
                Arguments.of(
                        "ephemeral containers",
                        "{\"spec\":{\"template\":{\"spec\":{\"ephemeralContainers\":[{\"name\":\"debug\",\"image\":\"i\"}]}}}}",
                        "spec.template.spec.ephemeralContainers: Forbidden: ephemeral containers not allowed in pod template"),
                Arguments.of(
                        "generateName",
                        "{\"metadata\":{\"name\":\"x\",\"generateName\":\"Web-\"}}",
                        "metadata.generateName: Invalid value: \"Web-\": a lowercase RFC 1123 subdomain must consist of lower"
                                + " case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character"
                                + " (e.g. 'example.com', regex used for validation is"
                                + " '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"),
                Arguments.of(
                        "annotations too large",
                        "{\"metadata\":{\"annotations\":{\"a\":\"" + "x".repeat(256 * 1024) + "\"}}}",
                        "metadata.annotations: Too long: must have at most 262144 bytes"),
                Arguments.of(
                        "plain finalizer",
                        "{\"metadata\":{\"finalizers\":[\"mine\"]}}",
                        "metadata.finalizers[0]: Invalid value: \"mine\": name is neither a standard finalizer name nor is it"
                                + " fully qualified"),
                Arguments.of(
                        "label key with two slashes",
                        "{\"metadata\":{\"labels\":{\"a/b/c\":\"\"}}}",
                        "metadata.labels: Invalid value: \"a/b/c\": a qualified name " + NAME_PART.substring(10)
                                + " with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"),
                Arguments.of(
                        "owner without uid",
                        "{\"metadata\":{\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"name\":\"p\",\"uid\":\"\"}]}}",
                        "metadata.ownerReferences.uid: Invalid value: \"\": uid must not be empty"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @DisplayName("C266 refused")
    void refused(String what, String patch, String problem) {
        assertThat(texts(DaemonSetAdmission.create(daemonSet(patch)))).containsExactly(problem);
    }
}
