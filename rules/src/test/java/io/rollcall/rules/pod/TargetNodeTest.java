package io.rollcall.rules.pod;

import static io.rollcall.rules.given.Given.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.CanonicalJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which slot a pod belongs (semantics 3.3). */
class TargetNodeTest {

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "C169 bound | {'nodeName':'node-1','affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['node-2']}]}]}}}} | node-1",
                "C169 pinned | {'affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['node-2']}]}]}}}} | node-2",
                "C169 two names | {'affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'In','values':['a','b']}]}]}}}} | -",
                "C169 C48 neither | {} | -",
                "3.3 no terms | {'affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[]}}}} | -",
                "3.3 NotIn pins nothing | {'affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[{'matchFields':[{'key':'metadata.name','operator':'NotIn','values':['a']}]}]}}}} | -",
                "3.3 the first such field counts | {'affinity':{'nodeAffinity':{'R':{'nodeSelectorTerms':[{'matchExpressions':[]},{'matchFields':[{'key':'metadata.name','operator':'In','values':['b']}]}]}}}} | b",
                "3.3 empty name, not bound | {'nodeName':''} | -"
            })
    void targetNode(String name, String spec, @Nullable String expected) {
        String pod = "{'spec':" + spec.replace("'R'", "'" + TargetNode.REQUIRED + "'") + "}";

        assertThat(TargetNode.of(CanonicalJson.read(json(pod)))).isEqualTo(expected);
    }
}
