package io.rollcall.rules.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rollcall.rules.admission.schema.DecodeException;
import io.rollcall.rules.admission.schema.ObjectReader;
import io.rollcall.rules.admission.schema.ObjectType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectReaderTest {

    private static final String UNHANDLED = "DaemonSet in version \"v1\" cannot be handled as a DaemonSet: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"spec\":{\"minReadySeconds\":1.5}}|json: cannot unmarshal number 1.5 into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32",
                "{\"spec\":{\"minReadySeconds\":3000000000}}|json: cannot unmarshal number 3000000000 into Go struct field DaemonSetSpec.spec.minReadySeconds of type int32",
                "{\"metadata\":{\"labels\":{\"a\":1}}}|json: cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string",
                "{\"metadata\":{\"labels\":[]}}|json: cannot unmarshal array into Go struct field ObjectMeta.metadata.labels of type map[string]string",
                "{\"metadata\":\"x\"}|json: cannot unmarshal string into Go struct field DaemonSet.metadata of type v1.ObjectMeta",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":{}}}}}|json: cannot unmarshal object into Go struct field PodSpec.spec.template.spec.containers of type []v1.Container",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"image\":true}]}}}}|json: cannot unmarshal bool into Go struct field Container.spec.template.spec.containers.image of type string",
                "{\"spec\":{\"template\":{\"spec\":{\"hostNetwork\":\"yes\"}}}}|json: cannot unmarshal string into Go struct field PodSpec.spec.template.spec.hostNetwork of type bool",
                "{\"spec\":{\"template\":{\"spec\":{\"dnsPolicy\":3}}}}|json: cannot unmarshal number into Go struct field PodSpec.spec.template.spec.dnsPolicy of type v1.DNSPolicy",
                "{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"maxSurge\":true}}}}|json: cannot unmarshal bool into Go value of type int32",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"cpu\":\"5Foo\"}}}]}}}}|quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"resources\":{\"limits\":{\"memory\":\"5ki\"}}}]}}}}|unable to parse quantity's suffix",
                "{\"metadata\":{\"annotations\":{\"deprecated.daemonset.template.generation\":\"x\"}}}|strconv.ParseInt: parsing \"x\": invalid syntax"
            })
    void fieldsOfAWrongType(String body, String problem) {
        assertThat(problem(body)).isEqualTo(UNHANDLED + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"a\" 1}|invalid character '1' after object key|{\"a\" 1}",
                "{\"a\":1,}|invalid character '}' looking for beginning of object key string|{\"a\":1,}",
                "{\"a\":tru}|invalid character '}' in literal true (expecting 'e')|{\"a\":tru}",
                "{\"a\":[1 2]}|invalid character '2' after array element|{\"a\":[1 2]}",
                "{} x|invalid character 'x' after top-level value|{} x",
                "{\"a\":01}|invalid character '1' after object key:value pair|{\"a\":01}",
                "{'a':1}|invalid character '\\'' looking for beginning of object key string|{'a':1}"
            })
    void whatIsNoJson(String body, String problem, String summary) {
        assertThat(problem(body))
                .isEqualTo(
                        "the object provided is unrecognized (must be of type DaemonSet): couldn't get version/kind; json"
                                + " parse error: " + problem + " (" + summary + ")");
    }

    @Test
    void nothingAtAll() {
        assertThat(problem("")).endsWith("json parse error: unexpected end of JSON input (<empty>)");
    }

    @Test
    void anotherKindOrVersion() {
        assertThat(problem("{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}"))
                .isEqualTo(
                        "Pod in version \"v1\" cannot be handled as a DaemonSet: converting (v1.Pod) to (apps.DaemonSet):"
                                + " unknown conversion");
        assertThat(problem("{\"apiVersion\":\"apps/v1beta2\",\"kind\":\"DaemonSet\"}"))
                .isEqualTo(
                        "the API version in the data (apps/v1beta2) does not match the expected API version (apps/v1)");
    }

    private static String problem(String body) {
        return assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(() -> ObjectReader.read(ObjectType.DAEMON_SET, body))
                .actual()
                .problem();
    }
}
