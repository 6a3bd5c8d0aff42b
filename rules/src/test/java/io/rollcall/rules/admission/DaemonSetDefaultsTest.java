package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.container;
import static io.rollcall.rules.admission.GivenObjects.daemonSet;
import static io.rollcall.rules.admission.GivenObjects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.admission.defaults.DaemonSetDefaults;
import io.rollcall.rules.model.CanonicalJson;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonSetDefaultsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{}|{\"rollingUpdate\":{\"maxSurge\":0,\"maxUnavailable\":1},\"type\":\"RollingUpdate\"}",
                "{\"type\":\"\"}|{\"rollingUpdate\":{\"maxSurge\":0,\"maxUnavailable\":1},\"type\":\"RollingUpdate\"}",
                "{\"rollingUpdate\":{\"maxSurge\":\"10%\"}}|{\"rollingUpdate\":{\"maxSurge\":\"10%\",\"maxUnavailable\":1},\"type\":\"RollingUpdate\"}",
                "{\"rollingUpdate\":{\"maxUnavailable\":0}}|{\"rollingUpdate\":{\"maxSurge\":0,\"maxUnavailable\":0},\"type\":\"RollingUpdate\"}",
                "{\"type\":\"OnDelete\"}|{\"type\":\"OnDelete\"}",
                "{\"type\":\"OnDelete\",\"rollingUpdate\":{\"maxUnavailable\":3}}|{\"rollingUpdate\":{\"maxSurge\":0,\"maxUnavailable\":3},\"type\":\"OnDelete\"}"
            })
    @DisplayName(
            "C262 an empty strategy becomes RollingUpdate with maxUnavailable 1 and maxSurge 0, OnDelete stays bare")
    void strategy(String given, String completed) {
        ObjectNode object = daemonSet("{\"spec\":{\"updateStrategy\":" + given + "}}");
        assertThat(CanonicalJson.write(object.at("/spec/updateStrategy"))).isEqualTo(completed);
    }

    @Test
    @DisplayName("C262 ten revisions are kept unless a number is given, 0 too")
    void revisionHistoryLimit() {
        assertThat(daemonSet().at("/spec/revisionHistoryLimit").asInt()).isEqualTo(10);
        assertThat(daemonSet("{\"spec\":{\"revisionHistoryLimit\":0}}")
                        .at("/spec/revisionHistoryLimit")
                        .asInt())
                .isZero();
    }

    @Test
    @DisplayName("completing a second time changes nothing, so the hash of a stored template stays")
    void completingIsIdempotent() {
        ObjectNode once = container("""
                {"ports":[{"containerPort":80}],"livenessProbe":{"httpGet":{"port":80}},
                 "env":[{"name":"A","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}}],
                 "resources":{"limits":{"cpu":"1000m"}}}""");
        ObjectNode twice = once.deepCopy();
        DaemonSetDefaults.complete(twice);
        assertThat(twice).isEqualTo(once);
    }

    @Test
    @DisplayName("a limit alone is no request in a template; amounts are written in one way")
    void limits() {
        ObjectNode object = container("{\"resources\":{\"limits\":{\"cpu\":\"1000m\",\"memory\":\"1024Mi\"}}}");
        assertThat(CanonicalJson.write(object.at("/spec/template/spec/containers/0/resources")))
                .isEqualTo("{\"limits\":{\"cpu\":\"1\",\"memory\":\"1Gi\"}}");
    }

    @Test
    @DisplayName("a volume without a source is an empty folder, and files have modes")
    void volumes() {
        ObjectNode object = pod("""
                {"volumes":[{"name":"a"},{"name":"b","secret":{"secretName":"s"}},{"name":"c","hostPath":{"path":"/x"}}]}""");
        assertThat(CanonicalJson.write(object.at("/spec/template/spec/volumes")))
                .isEqualTo("[{\"emptyDir\":{},\"name\":\"a\"},{\"name\":\"b\",\"secret\":{\"defaultMode\":420,"
                        + "\"secretName\":\"s\"}},{\"hostPath\":{\"path\":\"/x\",\"type\":\"\"},\"name\":\"c\"}]");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx, Always",
        "nginx:latest, Always",
        "nginx:1.27, IfNotPresent",
        "host:5000/nginx, Always",
        "host:5000/nginx:1, IfNotPresent",
        "nginx@sha256:abc, IfNotPresent"
    })
    void imagesThatMayChangeArePulledEachTime(String image, String policy) {
        ObjectNode object = container("{\"image\":\"" + image + "\"}");
        assertThat(object.at("/spec/template/spec/containers/0/imagePullPolicy").asText())
                .isEqualTo(policy);
    }

    @Test
    void whatSaysNoMoreThanAnAbsentFieldIsLeftOut() {
        ObjectNode object = pod("{\"hostNetwork\":false,\"nodeName\":\"\",\"tolerations\":[],\"unheardOf\":1}");
        assertThat(object.at("/spec/template/spec")).isEqualTo(daemonSet().at("/spec/template/spec"));
    }
}
