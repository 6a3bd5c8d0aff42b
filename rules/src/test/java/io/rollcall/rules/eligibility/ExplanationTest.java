package io.rollcall.rules.eligibility;

import static io.rollcall.rules.given.Given.node;
import static io.rollcall.rules.given.Given.tainted;
import static io.rollcall.rules.given.Given.template;
import static io.rollcall.rules.given.Given.withTerms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.Requirement;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every refusal names what decided. */
class ExplanationTest {

    @Test
    @DisplayName("an affinity that fails says why each term fails")
    void affinityMismatch() {
        NodeFacts node = node("n1", "zone", "c");
        Obstacle obstacle = Eligibility.compile(
                        withTerms("[{'matchExpressions':[{'key':'zone','operator':'In','values':['a','b']}]},"
                                + "{},{'matchExpressions':[{'key':'gpu','operator':'Exists'}]},"
                                + "{'matchExpressions':[{'key':'x','operator':'Gt','values':['y']}]}]"))
                .judge(node)
                .obstacle();

        assertThat(obstacle)
                .isEqualTo(new Obstacle.AffinityMismatch(List.of(
                        new TermFailure(
                                0, TermFailure.Cause.MISMATCH, new Requirement("zone", "In", List.of("a", "b")), "c"),
                        new TermFailure(1, TermFailure.Cause.EMPTY, null, null),
                        new TermFailure(
                                2, TermFailure.Cause.MISMATCH, new Requirement("gpu", "Exists", List.of()), null),
                        new TermFailure(
                                3, TermFailure.Cause.INVALID, new Requirement("x", "Gt", List.of("y")), null))));
        assertThat(obstacle.text())
                .isEqualTo("required node affinity does not match: zone In [a, b] does not hold, the node has zone=c; "
                        + "or term 2 is empty and matches nothing; or gpu Exists does not hold, the node lacks it; "
                        + "or term 4 is skipped, x Gt [y] is invalid");
        assertThat(obstacle.detail())
                .containsEntry("terms", "4")
                .containsEntry("term0.key", "zone")
                .containsEntry("term0.operator", "In")
                .containsEntry("term0.values", "a,b")
                .containsEntry("term0.actual", "c")
                .containsEntry("term1.cause", "EMPTY")
                .containsEntry("term3.cause", "INVALID");
    }

    @Test
    @DisplayName("a node selector that fails names key, wanted and actual value")
    void nodeSelectorMismatch() {
        Eligibility eligibility = Eligibility.compile(template("'nodeSelector':{'disk':'ssd'}"));

        assertThat(eligibility.judge(node("n", "disk", "hdd")).obstacle().text())
                .isEqualTo("node selector disk=ssd does not match, the node has disk=hdd");
        assertThat(eligibility.judge(node("n")).obstacle().text())
                .isEqualTo("node selector disk=ssd does not match, the node lacks the label");
        assertThat(eligibility.judge(node("n")).obstacle().detail())
                .containsEntry("key", "disk")
                .containsEntry("wanted", "ssd")
                .doesNotContainKey("actual");
    }

    @Test
    @DisplayName("the list of checks goes on after the first failure, in the order in which a node is judged")
    void checks() {
        Eligibility eligibility = Eligibility.compile(template(
                "'nodeName':'n1'",
                "'nodeSelector':{'disk':'ssd'}",
                "'tolerations':[{'key':'dedicated','operator':'Exists'}]",
                "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':["
                        + "{'matchExpressions':[{'key':'zone','operator':'In','values':['a']}]},"
                        + "{'matchExpressions':[{'key':'zone','operator':'Exists'}]}]}}}"));
        NodeFacts node =
                tainted(node("n1", "zone", "b"), "dedicated=x:NoSchedule", "soft:PreferNoSchedule", "broken:NoExecute");

        assertThat(eligibility.check(node))
                .containsExactly(
                        new Check("nodeName", true, "the template is for node n1 only"),
                        new Check("nodeSelector", false, "node selector disk=ssd, the node lacks the label"),
                        new Check("nodeAffinity", true, "required node affinity: a term matches"),
                        new Check("nodeAffinity.term", false, "zone In [a] does not hold, the node has zone=b"),
                        new Check("nodeAffinity.requirement", false, "term 1: zone In [a], the node has b"),
                        new Check("nodeAffinity.term", true, "term 2 matches"),
                        new Check("nodeAffinity.requirement", true, "term 2: zone Exists, the node has b"),
                        new Check("taint", true, "taint dedicated=x:NoSchedule is tolerated by dedicated Exists"),
                        new Check("taint", true, "taint soft:PreferNoSchedule is only a preference"),
                        new Check("taint", false, "taint broken:NoExecute is not tolerated"));
    }

    @Test
    @DisplayName("a plain template on a plain node has nothing to check")
    void nothingToCheck() {
        assertThat(Eligibility.compile(template()).check(node("n"))).isEmpty();
    }
}
