package io.rollcall.rules.model;

import static io.rollcall.rules.given.Given.json;
import static io.rollcall.rules.given.Given.labels;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading pod templates. */
class PodTemplateTest {

    @Test
    @DisplayName("the fields that decisions read")
    void fields() {
        PodTemplate template = PodTemplate.parse(json(
                "{'metadata':{'labels':{'b':'2','a':'1'}},'spec':{'nodeName':'n','hostNetwork':true,'nodeSelector':{'k':'v'},"
                        + "'tolerations':[{'operator':'Exists'},{'key':'k','value':'v','effect':'NoSchedule','tolerationSeconds':3}],"
                        + "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':["
                        + "{'matchExpressions':[{'key':'k','operator':'In','values':['x','y']}]},"
                        + "{'matchFields':[{'key':'metadata.name','operator':'In','values':['n']}]}]}}}}}"));

        assertThat(template.labels()).isEqualTo(labels("a", "1", "b", "2"));
        assertThat(template.nodeName()).isEqualTo("n");
        assertThat(template.hostNetwork()).isTrue();
        assertThat(template.nodeSelector()).isEqualTo(labels("k", "v"));
        assertThat(template.tolerations())
                .containsExactly(new Toleration("", "Exists", "", ""), new Toleration("k", "", "v", "NoSchedule"));
        assertThat(template.requiredAffinity())
                .contains(new NodeSelector(List.of(
                        new NodeSelector.Term(List.of(new Requirement("k", "In", List.of("x", "y"))), List.of()),
                        new NodeSelector.Term(
                                List.of(), List.of(new Requirement("metadata.name", "In", List.of("n")))))));
    }

    @Test
    @DisplayName("2.3 an absent required affinity is not one without terms")
    void absentAndEmpty() {
        assertThat(PodTemplate.parse("{}").requiredAffinity()).isEqualTo(Optional.empty());
        assertThat(PodTemplate.parse(
                                json(
                                        "{'spec':{'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{}}}}}"))
                        .requiredAffinity())
                .contains(new NodeSelector(List.of()));
        assertThat(PodTemplate.parse(
                                json(
                                        "{'spec':{'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':null}}}}"))
                        .requiredAffinity())
                .isEmpty();
    }

    @Test
    @DisplayName("the canonical text has sorted keys, no white space, and all digits as written")
    void canonical() {
        assertThat(PodTemplate.parse("""
                                { "spec": { "z": [3, {"b": 1, "a": null}], "n": 12345678901234567890, "d": 0.10,
                                  "t": "ä\\n" }, "metadata": {} }""").json())
                .isEqualTo(
                        "{\"metadata\":{},\"spec\":{\"d\":0.10,\"n\":12345678901234567890,\"t\":\"ä\\n\",\"z\":[3,{\"a\":null,\"b\":1}]}}");
    }

    @Test
    @DisplayName("templates are equal whatever the order of keys and with or without nulls")
    void equality() {
        PodTemplate one = PodTemplate.parse(json("{'metadata':{'creationTimestamp':null},'spec':{'a':1,'b':2}}"));
        PodTemplate other = PodTemplate.parse(json("{'spec':{'b':2,'a':1},'metadata':{}}"));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.json()).contains("creationTimestamp");
        assertThat(one).isNotEqualTo(PodTemplate.parse(json("{'spec':{'b':2,'a':2},'metadata':{}}")));
        assertThat(PodTemplate.parse(one.json()).json()).isEqualTo(one.json());
    }

    @Test
    @DisplayName("a tree that is handed out is a copy")
    void treeIsACopy() {
        PodTemplate template = PodTemplate.parse(json("{'spec':{'a':1}}"));
        template.tree().removeAll();

        assertThat(template.tree()).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{'spec':{'hostNetwork':'yes'}} | field spec.hostNetwork of the pod template must be true or false, found string",
                "{'spec':[]} | field spec of the pod template must be an object, found array",
                "{'metadata':{'labels':{'a':1}}} | field metadata.labels.a of the pod template must be text, found number",
                "{'spec':{'tolerations':{}}} | field spec.tolerations of the pod template must be a list, found object",
                "{'spec':{'tolerations':[{'key':true}]}} | field spec.tolerations[0].key of the pod template must be text, found boolean",
                "[] | the pod template must be an object, found array",
                "{'a':1 | the pod template is not JSON at line 1, column 7: Unexpected end-of-input: expected close marker for Object",
                "{} {} | the pod template is not JSON at line 1, column 4: Trailing token"
            })
    void refused(String template, String message) {
        assertThatThrownBy(() -> PodTemplate.parse(json(template)))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(message);
    }
}
