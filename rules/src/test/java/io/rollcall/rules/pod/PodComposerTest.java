package io.rollcall.rules.pod;

import static io.rollcall.rules.given.Given.json;
import static io.rollcall.rules.given.Given.template;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.rules.model.CanonicalJson;
import io.rollcall.rules.model.DaemonSetIdentity;
import io.rollcall.rules.model.InvalidTemplateException;
import io.rollcall.rules.model.PodTemplate;
import io.rollcall.rules.model.WellKnown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The pod that is created (semantics 3.1, 3.2, 2.5). */
class PodComposerTest {

    private static final DaemonSetIdentity OWNER = new DaemonSetIdentity("kube-system", "agent", "ds-uid");
    private static final String PIN =
            "{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['host_1']}]}]}";

    @Test
    @DisplayName("C161 labels for generation and hash, each only where it is known")
    void versionLabels() {
        assertThat(labels(compose(template(), "", 1L)))
                .isEqualTo(tree("{'app':'agent','pod-template-generation':'1'}"));
        assertThat(labels(compose(template(), "3242341807", 2L)))
                .isEqualTo(
                        tree("{'app':'agent','controller-revision-hash':'3242341807','pod-template-generation':'2'}"));
    }

    @ParameterizedTest(name = "{0} affinity {1} becomes {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "C162 | null | {'nodeAffinity':{'required':PIN}}",
                "C162 | {} | {'nodeAffinity':{'required':PIN}}",
                "C163 | {'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'Exists'}]}]}}} | {'nodeAffinity':{'required':PIN}}",
                "C164 | {'nodeAffinity':{'required':{'nodeSelectorTerms':null}}} | {'nodeAffinity':{'required':PIN}}",
                "C164 | {'nodeAffinity':{'required':{'nodeSelectorTerms':[]}}} | {'nodeAffinity':{'required':PIN}}",
                "C165 | {'nodeAffinity':{'preferredDuringX':[{'weight':1}]}} | {'nodeAffinity':{'preferredDuringX':[{'weight':1}],'required':PIN}}",
                "C165 | {'nodeAffinity':{'preferredDuringX':[{'weight':1}],'required':{'nodeSelectorTerms':[{}]}}} | {'nodeAffinity':{'preferredDuringX':[{'weight':1}],'required':PIN}}",
                "C166 | {'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['host_2']}]}]}}} | {'nodeAffinity':{'required':PIN}}",
                "C167 | {'nodeAffinity':{'required':{'nodeSelectorTerms':[{'matchFields':[]},{'matchExpressions':[]}]}}} | {'nodeAffinity':{'required':PIN}}",
                "C168 | {'podAffinity':{'x':1}} | {'podAffinity':{'x':1},'nodeAffinity':{'required':PIN}}",
                "C168 | {'podAntiAffinity':{'x':1},'nodeAffinity':null} | {'podAntiAffinity':{'x':1},'nodeAffinity':{'required':PIN}}"
            })
    void pinning(String item, String affinity, String expected) {
        PodTemplate template =
                template("'affinity':" + affinity.replace("'required'", "'" + TargetNode.REQUIRED + "'"));

        JsonNode pod = compose(template, "h", null, "host_1", Placement.PIN);

        assertThat(pod.at("/spec/affinity"))
                .isEqualTo(tree(expected.replace("PIN", PIN).replace("'required'", "'" + TargetNode.REQUIRED + "'")));
        assertThat(pod.path("spec").has("nodeName")).isFalse();
        assertThat(TargetNode.of(pod)).isEqualTo("host_1");
    }

    @Test
    @DisplayName("C2 a pinned pod is not bound, its one term has one field with one name")
    void pinned() {
        JsonNode pod = compose(template(), "h", null, "node-3", Placement.PIN);

        assertThat(pod.at("/spec/nodeName").isMissingNode()).isTrue();
        assertThat(pod.at("/spec/affinity/nodeAffinity/" + TargetNode.REQUIRED))
                .isEqualTo(tree(PIN.replace("host_1", "node-3")));
    }

    @Test
    @DisplayName("3.1 a bound pod has its node at once and keeps the template's affinity")
    void bound() {
        String affinity = "{'nodeAffinity':{'" + TargetNode.REQUIRED
                + "':{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'Exists'}]}]}}}";

        JsonNode pod = compose(template("'affinity':" + affinity), "h", null, "node-3", Placement.BIND);

        assertThat(pod.at("/spec/nodeName").asText()).isEqualTo("node-3");
        assertThat(pod.at("/spec/affinity")).isEqualTo(tree(affinity));
        assertThat(compose(template(), "h", null, "node-3", Placement.BIND)
                        .path("spec")
                        .has("affinity"))
                .isFalse();
    }

    @Test
    @DisplayName("C172 the controller's hash wins over a label of the template")
    void hashWins() {
        PodTemplate template =
                PodTemplate.parse(json("{'metadata':{'labels':{'controller-revision-hash':'x'}},'spec':{}}"));

        assertThat(labels(compose(template, "right", null))).isEqualTo(tree("{'controller-revision-hash':'right'}"));
    }

    @ParameterizedTest(name = "C174 annotation {0} gives generation {1}")
    @CsvSource(
            nullValues = "-",
            value = {"abc, -", "'', -", "-, -", "12, 12", "1.5, -", "99999999999999999999, -"})
    void generationAnnotation(@Nullable String annotation, @Nullable Long generation) {
        assertThat(WellKnown.templateGeneration(annotation)).isEqualTo(generation);
        JsonNode pod = compose(template(), "h", WellKnown.templateGeneration(annotation));
        assertThat(labels(pod).has("pod-template-generation")).isEqualTo(generation != null);
    }

    @Test
    @DisplayName("C175 3.1 metadata is the template's, the name and exactly one owner; nothing of the DaemonSet's own")
    void metadata() {
        PodTemplate template = PodTemplate.parse(
                json("{'metadata':{'creationTimestamp':null,'name':'ignored','labels':{'app':'agent'},"
                        + "'annotations':{'a':'b'},'finalizers':['f/x']},'spec':{'restartPolicy':'Always'}}"));

        assertThat(compose(template, "h", null).path("metadata"))
                .isEqualTo(
                        tree(
                                "{'name':'agent-x','namespace':'kube-system','labels':{'app':'agent','controller-revision-hash':'h'},"
                                        + "'annotations':{'a':'b'},'finalizers':['f/x'],'ownerReferences':[{'apiVersion':'apps/v1',"
                                        + "'kind':'DaemonSet','name':'agent','uid':'ds-uid','controller':true,'blockOwnerDeletion':true}]}"));
        assertThat(compose(template(), "h", null).path("metadata").has("annotations"))
                .isFalse();
    }

    @Test
    @DisplayName("2.5 the six automatic tolerations are there in order, a seventh with hostNetwork")
    void automaticTolerations() {
        assertThat(tolerations(compose(template(), "h", null)))
                .containsExactly(
                        "node.kubernetes.io/not-ready:NoExecute",
                        "node.kubernetes.io/unreachable:NoExecute",
                        "node.kubernetes.io/disk-pressure:NoSchedule",
                        "node.kubernetes.io/memory-pressure:NoSchedule",
                        "node.kubernetes.io/pid-pressure:NoSchedule",
                        "node.kubernetes.io/unschedulable:NoSchedule");
        assertThat(tolerations(compose(template("'hostNetwork':true"), "h", null)))
                .hasSize(7)
                .endsWith("node.kubernetes.io/network-unavailable:NoSchedule");
    }

    @Test
    @DisplayName("C77 the same toleration with seconds is overwritten in place, without seconds")
    void overwritten() {
        JsonNode pod = compose(
                template(
                        "'tolerations':[{'key':'node.kubernetes.io/not-ready','operator':'Exists','effect':'NoExecute',"
                                + "'tolerationSeconds':300},{'key':'mine','operator':'Exists'}]"),
                "h",
                null);

        assertThat(tolerations(pod))
                .hasSize(7)
                .startsWith("node.kubernetes.io/not-ready:NoExecute", "mine:")
                .containsOnlyOnce("node.kubernetes.io/not-ready:NoExecute");
        assertThat(pod.at("/spec/tolerations/0").has("tolerationSeconds")).isFalse();
    }

    @Test
    @DisplayName("C78 a toleration with another operator is kept beside the automatic one")
    void keptBeside() {
        JsonNode pod = compose(
                template(
                        "'tolerations':[{'key':'node.kubernetes.io/not-ready','operator':'Equal','value':'','effect':'NoExecute'}]"),
                "h",
                null);

        assertThat(tolerations(pod)).hasSize(7);
        assertThat(pod.at("/spec/tolerations/0/operator").asText()).isEqualTo("Equal");
        assertThat(pod.at("/spec/tolerations/1/operator").asText()).isEqualTo("Exists");
    }

    @ParameterizedTest
    @EnumSource(Placement.class)
    @DisplayName("3.1 the template is never changed, and pods share nothing with it")
    void templateIsNotChanged(Placement placement) {
        PodTemplate template = template(
                "'tolerations':[{'key':'node.kubernetes.io/not-ready','operator':'Exists','effect':'NoExecute','tolerationSeconds':9}]",
                "'affinity':{'nodeAffinity':{'" + TargetNode.REQUIRED + "':{'nodeSelectorTerms':[{}]}}}");
        JsonNode before = template.tree();

        JsonNode first = compose(template, "h", 1L, "a", placement);
        ((ObjectNode) first.path("spec")).removeAll();

        assertThat(template.tree()).isEqualTo(before);
        assertThat(compose(template, "h", 1L, "a", placement).path("spec")).isNotEmpty();
    }

    @Test
    @DisplayName("3.1 a pod without any label cannot be created")
    void noLabels() {
        PodTemplate bare = PodTemplate.parse("{\"spec\":{}}");

        assertThatThrownBy(() -> compose(bare, "", null))
                .isInstanceOf(InvalidTemplateException.class)
                .hasMessage(
                        "unable to create pods for DaemonSet kube-system/agent: spec.template.metadata.labels is empty");
    }

    private static JsonNode compose(PodTemplate template, String hash, @Nullable Long generation) {
        return compose(template, hash, generation, "node-0", Placement.BIND);
    }

    private static JsonNode compose(
            PodTemplate template, String hash, @Nullable Long generation, String node, Placement placement) {
        return PodComposer.compose(OWNER, template, hash, generation, node, "agent-x", placement);
    }

    private static JsonNode tree(String singleQuoted) {
        return CanonicalJson.read(json(singleQuoted));
    }

    private static JsonNode labels(JsonNode pod) {
        return pod.at("/metadata/labels");
    }

    private static List<String> tolerations(JsonNode pod) {
        List<String> tolerations = new ArrayList<>();
        for (JsonNode entry : pod.at("/spec/tolerations")) {
            tolerations.add(
                    entry.path("key").asText() + ":" + entry.path("effect").asText());
        }
        return tolerations;
    }
}
