package io.rollcall.rules.revision;

import static io.rollcall.rules.given.Given.json;
import static io.rollcall.rules.given.Given.template;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.PodTemplate;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The data of a ControllerRevision (semantics 6.1). */
class RevisionDataTest {

    @Test
    @DisplayName(
            "6.1 the bytes: compact, keys sorted, the patch directive first, nulls and empty objects kept, <, >, & escaped")
    void bytes() {
        PodTemplate template = PodTemplate.parse(
                json("{'spec':{'containers':[{'resources':{},'name':'a','args':['a<b && c>d','\\u0001\\u2028ä']}]},"
                        + " 'metadata':{'labels':{'app':'x'},'creationTimestamp':null}}"));

        assertThat(RevisionData.dataOf(template))
                .isEqualTo(json("{'spec':{'template':{'$patch':'replace',"
                        + "'metadata':{'creationTimestamp':null,'labels':{'app':'x'}},'spec':{'containers':[{'args':["
                        + "'a\\u003cb \\u0026\\u0026 c\\u003ed','\\u0001\\u2028ä'],'name':'a','resources':{}}]}}}}"));
    }

    @Test
    @DisplayName("6.1 data gives its template back, and that template the same data")
    void roundTrip() {
        PodTemplate template = template("'hostNetwork':true", "'x':['<&>',1.50,12345678901234567890]");
        String data = RevisionData.dataOf(template);

        PodTemplate back = RevisionData.templateOf(data);
        assertThat(back).isEqualTo(template);
        assertThat(Objects.requireNonNull(back).json()).doesNotContain("$patch");
        assertThat(RevisionData.dataOf(back)).isEqualTo(data);
    }

    @Test
    @DisplayName("6.1 data that another hand spaced or ordered otherwise holds the same template")
    void otherSpelling() {
        assertThat(
                        RevisionData.templateOf(
                                json(
                                        "{ 'spec': {'template': {'spec': {}, 'metadata': {'labels': {'a': 'b'}}, '$patch': 'replace'}}}")))
                .isEqualTo(PodTemplate.parse(json("{'metadata':{'labels':{'a':'b'}},'spec':{}}")));
    }

    @ParameterizedTest(name = "no template in {0}")
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "{}",
                "{\"spec\":{}}",
                "{\"spec\":{\"template\":null}}",
                "{\"spec\":{\"template\":{\"spec\":{\"hostNetwork\":\"yes\"}}}}"
            })
    void nothingToRead(String data) {
        assertThat(RevisionData.templateOf(data)).isNull();
    }
}
