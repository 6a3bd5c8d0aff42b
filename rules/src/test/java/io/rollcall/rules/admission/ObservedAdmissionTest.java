package io.rollcall.rules.admission;

import static io.rollcall.rules.admission.GivenObjects.json;
import static io.rollcall.rules.admission.GivenObjects.texts;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of what another API server may have admitted: pieces of a spec that decisions can work with, and those they cannot. */
class ObservedAdmissionTest {

    private static final String DAEMON_SET = """
            {"spec":{"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},"spec":{}}}}""";
    private static final String REQUIRED =
            "{\"template\":{\"spec\":{\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'updateStrategy':{'rollingUpdate':{'maxUnavailable':2147483647}}}",
                "{'updateStrategy':{'rollingUpdate':{'maxUnavailable':0,'maxSurge':2147483647}}}",
                "{'updateStrategy':{'rollingUpdate':{'maxUnavailable':0,'maxSurge':'100%'}}}",
                "{'updateStrategy':{'rollingUpdate':{'maxUnavailable':'0%','maxSurge':'100%'}}}",
                "{'updateStrategy':{'type':'OnDelete','rollingUpdate':{'maxUnavailable':0,'maxSurge':0}}}",
                "{'updateStrategy':{'type':'OnDelete'}}",
                "{'updateStrategy':null}",
                "{'updateStrategy':{'type':null,'rollingUpdate':null}}",
                "{'updateStrategy':{'rollingUpdate':{'maxUnavailable':null,'maxSurge':null}}}",
                "{'minReadySeconds':2147483647,'revisionHistoryLimit':2147483647}",
                "{'minReadySeconds':0,'revisionHistoryLimit':0}",
                "{'minReadySeconds':null,'revisionHistoryLimit':null}",
                "{'selector':{'matchExpressions':null}}",
                "{'selector':{'matchExpressions':[]}}",
                "{'selector':{'matchLabels':null,'matchExpressions':[{'key':'app','operator':'Exists'}]}}",
                "{'selector':{'matchExpressions':[{'key':'app','operator':'Exists','values':[]}]}}",
                "{'selector':{'matchExpressions':[{'key':'app','operator':'Exists','values':null}]}}",
                "{'selector':{'matchExpressions':[{'key':'gone','operator':'DoesNotExist','values':[]}]}}",
                "{'selector':{'matchExpressions':[{'key':'app','operator':'In','values':['web','']}]}}",
                "{'selector':{'matchExpressions':[{'key':'gone','operator':'NotIn','values':['x']}]}}",
                "{'template':{'metadata':{'annotations':null,'creationTimestamp':null}}}",
                "{'template':{'spec':null}}",
                "{'template':{'spec':{'restartPolicy':null,'nodeSelector':null,'affinity':null,'tolerations':null}}}",
                "{'template':{'spec':{'affinity':{'nodeAffinity':null,'podAffinity':null}}}}",
                "{'template':{'spec':{'nodeSelector':{'zone':''}}}}",
                "{'template':{'spec':{'tolerations':[{'key':'load','operator':'Lt','value':'5'}]}}}",
                "{'template':{'spec':{'tolerations':[{'key':'load','operator':'Gt','value':'-5'}]}}}",
                "{'template':{'spec':{'tolerations':[{'operator':'Exists'}]}}}",
                "{'template':{'spec':{'tolerations':[{'key':'a','operator':null,'value':null,'effect':null}]}}}"
            })
    @DisplayName("what is legal passes")
    void passes(String spec) {
        assertThat(texts(ObservedAdmission.check(observed(spec.replace('\'', '"')))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "{'nodeSelectorTerms':[{}]}",
                "{'nodeSelectorTerms':[{'matchExpressions':null,'matchFields':null}]}",
                "{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'NotIn','values':['node-1']}]}]}",
                "{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['node-1.example.com']}]}]}",
                "{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'Exists','values':[]}]}]}",
                "{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'DoesNotExist','values':null}]}]}",
                "{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'Gt','values':['5']}]}]}",
                "{'nodeSelectorTerms':[{'matchExpressions':[{'key':'a','operator':'In','values':['no label value!']}]}]}"
            })
    @DisplayName("what is legal as required node affinity passes")
    void affinityPasses(String required) {
        assertThat(texts(ObservedAdmission.check(observed(REQUIRED + required.replace('\'', '"') + "}}}}}"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'key':'app','operator':'In','values':['bad value!']}]",
                "[{'key':'app','operator':'In','values':['web','bad value!']}]",
                "[{'key':'gone','operator':'NotIn','values':['bad value!']}]",
                "[{'key':'app','operator':'In','values':['other']}]"
            })
    @DisplayName("a selector that is of no use, or misses the template's labels, is refused at both doors")
    void uselessSelector(String expressions) {
        String spec = "{\"selector\":{\"matchExpressions\":" + expressions.replace('\'', '"') + "}}";
        String problem = "spec.template.metadata.labels: Invalid value: map[string]string{\"app\":\"web\"}:"
                + " `selector` does not match template `labels`";
        assertThat(texts(ObservedAdmission.check(observed(spec)))).containsExactly(problem);
        assertThat(texts(DaemonSetAdmission.create(GivenObjects.daemonSet("{\"spec\":" + spec + "}"))))
                .containsExactly(problem);
    }

    private static ObjectNode observed(String spec) {
        ObjectNode object = json(DAEMON_SET);
        put(object, json("{\"spec\":" + spec + "}"));
        return object;
    }

    /** Unlike a merge patch, it puts in nulls as they are written. */
    private static void put(ObjectNode target, ObjectNode piece) {
        for (Map.Entry<String, JsonNode> field : piece.properties()) {
            if (field.getValue() instanceof ObjectNode child
                    && target.get(field.getKey()) instanceof ObjectNode present) {
                put(present, child);
            } else {
                target.set(field.getKey(), field.getValue());
            }
        }
    }
}
