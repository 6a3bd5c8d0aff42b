package io.rollcall.rules.eligibility;

import static io.rollcall.rules.given.Given.labels;
import static io.rollcall.rules.given.Given.node;
import static io.rollcall.rules.given.Given.tainted;
import static io.rollcall.rules.given.Given.template;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Taints against the automatic tolerations and the template's own (semantics 2.1, 2.5). */
class TaintsTest {

    private static final String ANY = "'tolerations':[{'operator':'Exists'}]";

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "C65 C67 NoSchedule keeps new pods off and old ones on  | dedicated=x:NoSchedule  | false | true",
                "C66 NoExecute drives pods off                          | dedicated=x:NoExecute   | false | false",
                "C69 not-ready:NoExecute is tolerated                   | node.kubernetes.io/not-ready:NoExecute    | true | true",
                "C70 unreachable:NoExecute is tolerated                 | node.kubernetes.io/unreachable:NoExecute  | true | true",
                "C72 disk-pressure:NoSchedule is tolerated              | node.kubernetes.io/disk-pressure:NoSchedule   | true | true",
                "C72 memory-pressure:NoSchedule is tolerated            | node.kubernetes.io/memory-pressure:NoSchedule | true | true",
                "C72 pid-pressure:NoSchedule is tolerated               | node.kubernetes.io/pid-pressure:NoSchedule    | true | true",
                "C89 unschedulable:NoSchedule is tolerated              | node.kubernetes.io/unschedulable:NoSchedule   | true | true",
                "C73 not-ready:NoSchedule is not, the pod stays         | node.kubernetes.io/not-ready:NoSchedule   | false | true",
                "C73 unreachable:NoSchedule is not, the pod stays       | node.kubernetes.io/unreachable:NoSchedule | false | true",
                "C75 network-unavailable is not without hostNetwork     | node.kubernetes.io/network-unavailable:NoSchedule | false | true",
                "C76 PreferNoSchedule is ignored                        | dedicated=x:PreferNoSchedule | true | true",
                "a pressure taint with NoExecute is not tolerated       | node.kubernetes.io/disk-pressure:NoExecute | false | false"
            })
    void plainTemplate(String name, String taint, boolean shouldRun, boolean shouldContinue) {
        Verdict verdict = Eligibility.compile(template()).judge(tainted(node("n"), taint));

        assertThat(verdict.shouldRun()).isEqualTo(shouldRun);
        assertThat(verdict.shouldContinue()).isEqualTo(shouldContinue);
    }

    @Test
    @DisplayName("C68 a matching toleration lets the pod on")
    void tolerated() {
        Eligibility eligibility = Eligibility.compile(
                template("'tolerations':[{'key':'dedicated','operator':'Equal','value':'x','effect':'NoSchedule'}]"));

        assertThat(eligibility.judge(tainted(node("n"), "dedicated=x:NoSchedule")))
                .isSameAs(Verdict.ELIGIBLE);
        assertThat(eligibility
                        .judge(tainted(node("n"), "dedicated=y:NoSchedule"))
                        .shouldRun())
                .isFalse();
    }

    @Test
    @DisplayName("C71 a toleration does no harm on a node without taints")
    void tolerationWithoutTaint() {
        assertThat(Eligibility.compile(template("'tolerations':[{'key':'a','effect':'NoSchedule'}]"))
                        .judge(node("n")))
                .isSameAs(Verdict.ELIGIBLE);
    }

    @Test
    @DisplayName("C74 a template that tolerates everything stays on a node that is not ready")
    void toleratesEverything() {
        assertThat(Eligibility.compile(template(ANY))
                        .judge(tainted(
                                node("n"),
                                "node.kubernetes.io/not-ready:NoSchedule",
                                "node.kubernetes.io/not-ready:NoExecute")))
                .isSameAs(Verdict.ELIGIBLE);
    }

    @Test
    @DisplayName("C75 C89 with hostNetwork network-unavailable is tolerated")
    void hostNetwork() {
        assertThat(Eligibility.compile(template("'hostNetwork':true"))
                        .judge(tainted(node("n"), "node.kubernetes.io/network-unavailable:NoSchedule")))
                .isSameAs(Verdict.ELIGIBLE);
    }

    @Test
    @DisplayName("C85 each taint must be tolerated")
    void twoTaints() {
        Verdict verdict = Eligibility.compile(template("'tolerations':[{'key':'a','operator':'Exists'}]"))
                .judge(tainted(node("n"), "a:NoSchedule", "b:NoSchedule"));

        assertThat(verdict.shouldRun()).isFalse();
        assertThat(verdict.obstacle().text()).isEqualTo("taint b:NoSchedule is not tolerated");
    }

    @Test
    @DisplayName("C66 an untolerated NoExecute taint is named before a NoSchedule one that stands first")
    void noExecuteIsNamedFirst() {
        Verdict verdict = Eligibility.compile(template()).judge(tainted(node("n"), "a=1:NoSchedule", "b=2:NoExecute"));

        assertThat(verdict.shouldContinue()).isFalse();
        assertThat(verdict.obstacle().text()).isEqualTo("taint b=2:NoExecute is not tolerated");
        assertThat(verdict.obstacle().detail())
                .containsExactlyEntriesOf(labels("effect", "NoExecute", "key", "b", "value", "2"));
    }

    @Test
    @DisplayName("C86 tolerationSeconds 0 tolerates like any other")
    void zeroTolerationSeconds() {
        assertThat(Eligibility.compile(
                                template(
                                        "'tolerations':[{'key':'a','operator':'Exists','effect':'NoExecute','tolerationSeconds':0}]"))
                        .judge(tainted(node("n"), "a:NoExecute")))
                .isSameAs(Verdict.ELIGIBLE);
    }

    @Test
    @DisplayName("C87 Gt counts with its gate only")
    void comparisonGate() {
        var template = template("'tolerations':[{'key':'sla','operator':'Gt','value':'100','effect':'NoSchedule'}]");
        var node = tainted(node("n"), "sla=200:NoSchedule");

        assertThat(Eligibility.compile(template, true).judge(node).shouldRun()).isTrue();
        assertThat(Eligibility.compile(template).judge(node).shouldRun()).isFalse();
    }

    @Test
    @DisplayName("C88 when the taint is taken away the node should run the pod")
    void taintTakenAway() {
        Eligibility eligibility = Eligibility.compile(template());

        assertThat(eligibility.judge(tainted(node("n"), "a:NoSchedule")).shouldRun())
                .isFalse();
        assertThat(eligibility.judge(node("n")).shouldRun()).isTrue();
    }
}
