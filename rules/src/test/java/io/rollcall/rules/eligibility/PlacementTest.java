package io.rollcall.rules.eligibility;

import static io.rollcall.rules.given.Given.node;
import static io.rollcall.rules.given.Given.tainted;
import static io.rollcall.rules.given.Given.template;
import static io.rollcall.rules.given.Given.withTerms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodTemplate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which nodes a template is for, taints apart. */
class PlacementTest {

    @Test
    @DisplayName("C11 C12 C13 ports and memory are the scheduler's: a template that asks for both is for any node")
    void resourcesAreIgnored() {
        PodTemplate greedy = PodTemplate.parse("""
                {"metadata":{"labels":{"app":"agent"}},"spec":{"containers":[{"name":"a","ports":[{"hostPort":6661}],
                 "resources":{"requests":{"memory":"200M"}}}]}}""");

        assertRuns(greedy, node("test-node"));
    }

    @Test
    @DisplayName("C14 a template with another node's name is not for this node")
    void otherNodeName() {
        PodTemplate template = template("'nodeName':'other-node'");

        Verdict verdict = Eligibility.compile(template).judge(node("test-node"));

        assertThat(verdict).isEqualTo(new Verdict(false, false, new Obstacle.OtherNodeName("other-node")));
        assertThat(verdict.obstacle().text()).isEqualTo("the template is for node other-node only");
        assertRuns(template, node("other-node"));
    }

    @Test
    @DisplayName("C15 C35 a node selector keeps the pod off, and drives it off, where the label is missing or another")
    void nodeSelector() {
        PodTemplate template = template("'nodeSelector':{'type':'production'}");

        assertRuns(template, node("a", "type", "production", "more", "x"));
        assertRefused(template, node("b"), "NODE_SELECTOR");
        assertRefused(template, node("c", "type", "test"), "NODE_SELECTOR");
        assertThat(Eligibility.compile(template)
                        .judge(node("c", "type", "test"))
                        .obstacle())
                .isEqualTo(new Obstacle.NodeSelectorMismatch("type", "production", "test"));
    }

    @Test
    @DisplayName("C16 a required affinity keeps the pod off where it does not match")
    void affinity() {
        NodeFacts production = node("test-node", "type", "production");

        assertRefused(
                withTerms("[{'matchExpressions':[{'key':'type','operator':'In','values':['test']}]}]"),
                production,
                "NODE_AFFINITY");
        assertRuns(
                withTerms("[{'matchExpressions':[{'key':'type','operator':'In','values':['production']}]}]"),
                production);
    }

    @Test
    @DisplayName("C16 preferred affinity never matters")
    void preferredAffinity() {
        assertRuns(
                template("'affinity':{'nodeAffinity':{'preferredDuringSchedulingIgnoredDuringExecution':"
                        + "[{'weight':1,'preference':{'matchExpressions':[{'key':'a','operator':'Exists'}]}}]}}"),
                node("any"));
    }

    @Test
    @DisplayName("C17 C5 a cordoned or unready node without taints gets its pod")
    void cordonedAndUnready() {
        NodeFacts node = new NodeFacts("n", "u", node("n").labels(), node("n").taints(), true, false);

        assertRuns(template(), node);
        assertRuns(template(), tainted(node, "node.kubernetes.io/unschedulable:NoSchedule"));
    }

    @Test
    @DisplayName("C21 C22 name and selector must both hold")
    void nameAndSelector() {
        PodTemplate template = template("'nodeName':'node-6'", "'nodeSelector':{'zone':'a'}");

        assertRuns(template, node("node-6", "zone", "a"));
        assertRefused(template, node("node-6"), "NODE_SELECTOR");
        assertRefused(template, node("node-5", "zone", "a"), "NODE_NAME");
    }

    @Test
    @DisplayName("C107 there is no match for a node that does not exist")
    void goneNode() {
        assertThat(Verdict.NODE_GONE.shouldRun()).isFalse();
        assertThat(Verdict.NODE_GONE.shouldContinue()).isFalse();
        assertThat(Verdict.NODE_GONE.obstacle().code()).isEqualTo("NODE_GONE");
    }

    private static void assertRuns(PodTemplate template, NodeFacts node) {
        assertThat(Eligibility.compile(template).judge(node)).isSameAs(Verdict.ELIGIBLE);
    }

    private static void assertRefused(PodTemplate template, NodeFacts node, String code) {
        Verdict verdict = Eligibility.compile(template).judge(node);
        assertThat(verdict.shouldRun()).isFalse();
        assertThat(verdict.shouldContinue()).isFalse();
        assertThat(verdict.obstacle().code()).isEqualTo(code);
    }
}
