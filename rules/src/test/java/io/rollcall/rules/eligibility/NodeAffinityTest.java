package io.rollcall.rules.eligibility;

import static io.rollcall.rules.given.Given.node;
import static io.rollcall.rules.given.Given.template;
import static io.rollcall.rules.given.Given.withTerms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.rules.model.NodeFacts;
import io.rollcall.rules.model.PodTemplate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Required node affinity and nodeSelector (semantics 2.2, 2.3). */
class NodeAffinityTest {

    private static final String NODE_1 = "'matchFields':[{'key':'metadata.name','operator':'In','values':['node_1']}]";
    private static final String NODE_2 = "'matchFields':[{'key':'metadata.name','operator':'In','values':['node_2']}]";
    private static final String FOO_BAR = "'matchExpressions':[{'key':'foo','operator':'In','values':['bar']}]";

    @Test
    @DisplayName("C90 no affinity, or none that is required, restricts nothing")
    void absent() {
        assertMatch(template(), node("n"), true);
        assertMatch(template("'affinity':{}"), node("n"), true);
        assertMatch(template("'affinity':{'nodeAffinity':{}}"), node("n"), true);
        assertMatch(template("'affinity':{'nodeAffinity':null}"), node("n"), true);
    }

    @ParameterizedTest(name = "C91 required with terms {0} matches no node")
    @CsvSource({"null", "[]"})
    void noTerms(String terms) {
        assertMatch(withTerms(terms), node("n"), false);
        assertThat(judge(withTerms(terms), node("n")).obstacle().text())
                .isEqualTo("the required node affinity has no terms, so no node matches");
    }

    @ParameterizedTest(name = "C92 the term {0} matches nothing")
    @CsvSource(
            delimiter = '|',
            value = {"{}", "{'matchExpressions':[]}", "{'matchExpressions':null,'matchFields':[]}"})
    void emptyTerm(String term) {
        assertMatch(withTerms("[" + term + "]"), node("n", "foo", "bar"), false);
    }

    @ParameterizedTest(name = "{0} foo {1} [{2}] on foo={3}")
    @CsvSource(
            nullValues = "-",
            value = {
                "C93, In, 'bar,value2', bar,    true",
                "C93, In, 'bar,value2', value2, true",
                "C93, In, 'bar,value2', other,  false",
                "C93, In, 'bar,value2', -,      false",
                "C95, NotIn, 'bar', -,     true",
                "C95, NotIn, 'bar', other, true",
                "C95, NotIn, 'bar', bar,   false",
                "C96, Exists, '', bar, true",
                "C96, Exists, '', '',  true",
                "C96, Exists, '', -,   false",
                "C96, DoesNotExist, '', bar, false",
                "C96, DoesNotExist, '', '',  false",
                "C96, DoesNotExist, '', -,   true",
                "C94, Gt, 0204, 0206, true",
                "C94, Gt, 0204, 204,  false",
                "C97, Gt, 5, 5,   false",
                "C97, Gt, 5, 6,   true",
                "C97, Gt, 5, +6,  true",
                "C97, Gt, 5, 5.5, false",
                "C97, Gt, 5, abc, false",
                "C97, Gt, 5, '',  false",
                "C97, Gt, 5, -,   false",
                "C97, Gt, 5, 9223372036854775807, true",
                "C97, Gt, 5, 9223372036854775808, false",
                "C98, Lt, 5, -3,  true",
                "C98, Lt, 5, 5,   false",
                "C98, Lt, 5, -9223372036854775808, true",
                "C98, Lt, 5, -9223372036854775809, false",
                "C98, Lt, 5, -,   false"
            })
    void operators(String item, String operator, String values, @Nullable String label, boolean expected) {
        String list = values.isEmpty() ? "" : "'" + values.replace(",", "','") + "'";
        PodTemplate template = withTerms(
                "[{'matchExpressions':[{'key':'foo','operator':'" + operator + "','values':[" + list + "]}]}]");
        NodeFacts node = label == null ? node("n") : node("n", "foo", label);

        assertMatch(template, node, expected);
    }

    @Test
    @DisplayName("C99 NotIn on a missing key and a failing In: the term fails")
    void notInAndFailingIn() {
        assertMatch(
                withTerms("[{'matchExpressions':[{'key':'a','operator':'NotIn','values':['x']},"
                        + "{'key':'b','operator':'In','values':['y']}]}]"),
                node("n"),
                false);
    }

    @Test
    @DisplayName("C100 all expressions of a term must hold")
    void allExpressions() {
        PodTemplate template = withTerms("[{'matchExpressions':[{'key':'gpu','operator':'Exists'},"
                + "{'key':'zone','operator':'NotIn','values':['c']}]}]");

        assertMatch(template, node("n", "gpu", "", "zone", "a"), true);
        assertMatch(template, node("n", "gpu", "", "zone", "c"), false);
        assertMatch(template, node("n", "zone", "a"), false);
    }

    @Test
    @DisplayName("C101 one term of two is enough")
    void oneTermOfTwo() {
        assertMatch(
                withTerms("[{'matchExpressions':[{'key':'other','operator':'Exists'}]},{" + FOO_BAR + "}]"),
                node("n", "foo", "bar"),
                true);
    }

    @Test
    @DisplayName("C102 nodeSelector and affinity must both hold")
    void selectorAndAffinity() {
        PodTemplate template = template(
                "'nodeSelector':{'disk':'ssd'}",
                "'affinity':{'nodeAffinity':{'requiredDuringSchedulingIgnoredDuringExecution':{'nodeSelectorTerms':[{"
                        + FOO_BAR + "}]}}}");

        assertMatch(template, node("n", "foo", "bar", "disk", "ssd"), true);
        assertMatch(template, node("n", "foo", "bar"), false);
        assertMatch(template, node("n", "disk", "ssd"), false);
    }

    @ParameterizedTest(name = "{0} {1}: the term is skipped")
    @CsvSource(
            delimiter = '|',
            value = {
                "C103 C104 | {'key':'foo','operator':'In','values':['{{.bad-value.}}']}",
                "C103 C104 | {'key':'foo','operator':'NotIn','values':['{{.bad-value.}}']}",
                "2.3  | {'key':'foo','operator':'NotIn','values':[]}",
                "2.3  | {'key':'foo','operator':'In'}",
                "2.3  | {'key':'foo','operator':'Exists','values':['bar']}",
                "2.3  | {'key':'none','operator':'DoesNotExist','values':['bar']}",
                "2.3  | {'key':'num','operator':'Gt','values':['1','2']}",
                "2.3  | {'key':'num','operator':'Gt','values':['one']}",
                "2.3  | {'key':'num','operator':'Gt','values':[]}",
                "2.3  | {'key':'-bad/key/','operator':'DoesNotExist'}",
                "2.3  | {'key':'','operator':'DoesNotExist'}",
                "2.3  | {'key':'foo','operator':'Like','values':['bar']}",
                "2.3  | {'key':'foo','operator':'','values':['bar']}"
            })
    void invalidRequirement(String item, String requirement) {
        NodeFacts node = node("n", "foo", "bar", "num", "7");
        String invalid = "{'matchExpressions':[" + requirement + "]}";

        assertMatch(withTerms("[" + invalid + "]"), node, false);
        // Another term may still match.
        assertMatch(withTerms("[" + invalid + ",{" + FOO_BAR + "}]"), node, true);
    }

    @ParameterizedTest(name = "{0} is a legal key: {1}")
    @CsvSource({
        "foo, true",
        "example.com/foo_bar.baz-1, true",
        "Example.com/foo, false",
        "example..com/foo, false",
        "-example.com/foo, false",
        "example.com-/foo, false",
        "example.com/, false",
        "/foo, false",
        "a/b/c, false",
        "foo., false",
        "föö, false"
    })
    void labelKeys(String key, boolean legal) {
        assertThat(LabelSyntax.isKey(key)).isEqualTo(legal);
    }

    @ParameterizedTest(name = "{0} node name {1} {2} on node_1")
    @CsvSource({
        "C105, In,     'node_1',        true",
        "C105, In,     'node_2',        false",
        "2.3,  NotIn,  'node_2',        true",
        "2.3,  NotIn,  'node_1',        false",
        "2.3,  In,     'node_1,node_2', false",
        "2.3,  NotIn,  'node_3,node_2', false",
        "2.3,  Exists, 'node_1',        false"
    })
    void matchFields(String item, String operator, String values, boolean expected) {
        String list = "'" + values.replace(",", "','") + "'";
        assertMatch(
                withTerms("[{'matchFields':[{'key':'metadata.name','operator':'" + operator + "','values':[" + list
                        + "]}]}]"),
                node("node_1"),
                expected);
    }

    @Test
    @DisplayName("2.3 fields know metadata.name only, and a node without a name has none")
    void otherFields() {
        assertMatch(
                withTerms("[{'matchFields':[{'key':'metadata.uid','operator':'NotIn','values':['x']}]}]"),
                node("node_1"),
                false);
        assertMatch(
                withTerms("[{'matchFields':[{'key':'metadata.name','operator':'NotIn','values':['x']}]}]"),
                node(""),
                false);
    }

    @Test
    @DisplayName("C106 fields and expressions: either of two terms, both in one term")
    void fieldsAndExpressions() {
        NodeFacts node = node("node_1", "foo", "bar");

        assertMatch(withTerms("[{" + NODE_2 + "},{" + FOO_BAR + "}]"), node, true);
        assertMatch(withTerms("[{" + NODE_2 + "," + FOO_BAR + "}]"), node, false);
        assertMatch(withTerms("[{" + NODE_1 + "," + FOO_BAR + "}]"), node, true);
        assertMatch(
                withTerms("[{" + NODE_2 + "},{'matchExpressions':[{'key':'no','operator':'Exists'}]}]"), node, false);
    }

    @Test
    @DisplayName("C108 nodeSelector: more labels match, fewer do not, none asked for matches")
    void nodeSelector() {
        PodTemplate two = template("'nodeSelector':{'a':'1','b':'2'}");

        assertMatch(two, node("n", "a", "1", "b", "2", "c", "3"), true);
        assertMatch(two, node("n", "a", "1"), false);
        assertMatch(two, node("n"), false);
        assertMatch(template("'nodeSelector':{}"), node("n"), true);
        assertMatch(template(), node("n", "a", "1"), true);
    }

    private static Verdict judge(PodTemplate template, NodeFacts node) {
        return Eligibility.compile(template).judge(node);
    }

    private static void assertMatch(PodTemplate template, NodeFacts node, boolean expected) {
        assertThat(judge(template, node).shouldRun()).isEqualTo(expected);
        assertThat(judge(template, node).shouldContinue()).isEqualTo(expected);
    }
}
