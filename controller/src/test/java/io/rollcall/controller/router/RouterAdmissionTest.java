package io.rollcall.controller.router;

import static io.rollcall.controller.router.InputEvents.daemonSet;
import static io.rollcall.controller.router.InputEvents.daemonSetEvent;
import static io.rollcall.controller.router.InputEvents.relistFinished;
import static io.rollcall.controller.router.InputEvents.relistStarted;
import static io.rollcall.events.ChangeType.ADDED;
import static io.rollcall.events.ChangeType.DELETED;
import static io.rollcall.events.ChangeType.MODIFIED;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.FieldError;
import io.rollcall.events.LabelSelector;
import io.rollcall.events.LabelSelectorRequirement;
import io.rollcall.events.RejectedObject;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.UpdateStrategyType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A DaemonSet that decisions cannot work with is refused; the version before stays in force. */
class RouterAdmissionTest {

    private static final String UID = RouterBench.OWNER;
    private static final String BUDGETS = "spec.updateStrategy.rollingUpdate.";

    private final RouterBench router = new RouterBench(new InMemoryRoutedObjects(), RouterBench.JOURNAL_PARTITIONS);

    static Stream<Arguments> unusable() {
        return Stream.of(
                refused(ds -> ds.setMaxUnavailable("0"), "FieldValueRequired", BUDGETS + "maxUnavailable"),
                refused(ds -> ds.setMaxSurge("1"), "FieldValueInvalid", BUDGETS + "maxSurge"),
                refused(ds -> ds.setMaxUnavailable("101%"), "FieldValueInvalid", BUDGETS + "maxUnavailable"),
                refused(ds -> ds.setMinReadySeconds(-1), "FieldValueInvalid", "spec.minReadySeconds"),
                refused(ds -> ds.setRevisionHistoryLimit(-1), "FieldValueInvalid", "spec.revisionHistoryLimit"),
                refused(
                        ds -> ds.setStrategy(UpdateStrategyType.UNKNOWN),
                        "FieldValueNotSupported",
                        "spec.updateStrategy.type"),
                refused(
                        ds -> ds.setSelector(new LabelSelector(Map.of(), List.of())),
                        "FieldValueInvalid",
                        "spec.selector"),
                refused(
                        ds -> ds.setSelector(new LabelSelector(Map.of("app", "other"), List.of())),
                        "FieldValueInvalid",
                        "spec.template.metadata.labels"),
                refused(
                        ds -> ds.setSelector(new LabelSelector(
                                Map.of("app", "web"),
                                List.of(new LabelSelectorRequirement("app", "Near", List.of("x"))))),
                        "FieldValueInvalid",
                        "spec.selector.matchExpressions[0].operator"),
                refused(
                        ds -> ds.setSelector(new LabelSelector(
                                Map.of("app", "web"),
                                List.of(new LabelSelectorRequirement("app", "In", List.of("web", "bad value!"))))),
                        "FieldValueInvalid",
                        "spec.template.metadata.labels"),
                refused(ds -> ds.setMaxUnavailable("2147483648"), "FieldValueInvalid", BUDGETS + "maxUnavailable"),
                refused(
                        template("\"restartPolicy\":\"Never\""),
                        "FieldValueNotSupported",
                        "spec.template.spec.restartPolicy"),
                refused(
                        template("\"nodeSelector\":{\"a b\":\"c\"}"),
                        "FieldValueInvalid",
                        "spec.template.spec.nodeSelector"),
                refused(
                        template("\"tolerations\":[{\"key\":\"a\",\"operator\":\"About\"}]"),
                        "FieldValueNotSupported",
                        "spec.template.spec.tolerations[0].operator"),
                refused(
                        template(
                                "\"affinity\":{\"nodeAffinity\":{\"requiredDuringSchedulingIgnoredDuringExecution\":"
                                        + "{\"nodeSelectorTerms\":[{\"matchExpressions\":[{\"key\":\"a\",\"operator\":\"Near\"}]}]}}}"),
                        "FieldValueInvalid",
                        "spec.template.spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
                                + ".nodeSelectorTerms[0].matchExpressions[0].operator"),
                refused(
                        ds -> ds.setTemplate("{\"spec\":{\"nodeSelector\":[]}}"),
                        "FieldValueTypeInvalid",
                        "spec.template"));
    }

    private static Arguments refused(Consumer<DaemonSetObserved> spoil, String reason, String field) {
        return Arguments.of(spoil, reason, field);
    }

    @ParameterizedTest(name = "{1} {2}")
    @MethodSource("unusable")
    @DisplayName("C266 C269 C272 an unusable version is refused with its field; the one before stays in force")
    void refusesWithTheField(Consumer<DaemonSetObserved> spoil, String reason, String field) {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", UID, 1, 3)));
        DaemonSetObserved next = daemonSet(MODIFIED, "web", UID, 2, 4);
        spoil.accept(next);

        Rejection rejection = refusal(router.route(daemonSetEvent(next)));

        assertThat(rejection.message())
                .startsWith(
                        "rollcall.input-0@1: DaemonSet default/web: generation 4 is refused, the last valid version stays in"
                                + " force: " + field + ": ")
                .endsWith("correct these fields of the DaemonSet, then write it again")
                .doesNotContain("\n");
        RejectedObject object = Objects.requireNonNull(rejection.object());
        assertThat(object.getKind() + " " + object.getNamespace() + "/" + object.getName() + " " + object.getUid() + " "
                        + object.getGeneration() + " " + object.getResourceVersion() + " " + object.getChange())
                .isEqualTo("DaemonSet default/web " + UID + " 4 2 MODIFIED");
        FieldError first = object.getFieldErrors().getFirst();
        assertThat(first.getReason()).isEqualTo(reason);
        assertThat(first.getField()).isEqualTo(field);
        assertThat(first.getMessage()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"schedulingGates\":[{\"name\":\"a\"}]",
                "\"dnsPolicy\":\"OfTomorrow\"",
                "\"tolerations\":[{\"key\":\"a\",\"operator\":\"Gt\",\"value\":\"5\"}]",
                "\"tolerations\":[{\"key\":\"a\",\"operator\":\"Exists\",\"effect\":\"OfTomorrow\"}]",
                "\"activeDeadlineSeconds\":5",
                "\"containers\":[{\"name\":\"c\",\"image\":\"i\",\"imagePullPolicy\":\"OfTomorrow\"}]"
            })
    @DisplayName("what decisions do not read, and what a newer cluster may know, passes")
    void otherFieldsPass(String field) {
        DaemonSetObserved observed = daemonSet(ADDED, "web", UID, 1, 1);
        template(field).accept(observed);
        assertThat(router.lines(daemonSetEvent(observed))).hasSize(1);
    }

    @Test
    @DisplayName("the greatest number of 32 bits passes as a budget")
    void greatestBudgetPasses() {
        DaemonSetObserved observed = daemonSet(ADDED, "web", UID, 1, 1);
        observed.setMaxUnavailable("2147483647");
        assertThat(router.lines(daemonSetEvent(observed))).hasSize(1);
    }

    @Test
    @DisplayName("the end of a DaemonSet whose last version was refused is routed")
    void endAfterRefusal() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", UID, 1, 1)));
        router.route(daemonSetEvent(unusable(MODIFIED, 2, 2)));
        assertThat(router.lines(daemonSetEvent(unusable(DELETED, 3, 2)))).hasSize(1);
    }

    @Test
    @DisplayName(
            "a relist that brings the refused version again does not take the DaemonSet for gone, nor one that mends it")
    void relistAfterRefusal() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", UID, 1, 1)));
        router.route(daemonSetEvent(unusable(MODIFIED, 2, 2)));
        router.route(barrier(relistStarted(ResourceKind.DAEMON_SET, 7)));
        assertThat(router.route(daemonSetEvent(unusable(ADDED, 2, 2)))).isInstanceOf(Routing.Refused.class);
        assertThat(router.lines(barrier(relistFinished(ResourceKind.DAEMON_SET, 7))))
                .noneMatch(line -> line.contains("DELETED"));

        assertThat(router.lines(daemonSetEvent(daemonSet(MODIFIED, "web", UID, 3, 3))))
                .hasSize(1);
    }

    @Test
    @DisplayName("a refused version that is old is dropped as old")
    void staleRefusal() {
        router.route(daemonSetEvent(daemonSet(ADDED, "web", UID, 5, 2)));
        assertThat(router.route(daemonSetEvent(unusable(MODIFIED, 4, 1))))
                .isEqualTo(new Routing.Dropped(DropReason.STALE));
    }

    private static DaemonSetEvent barrier(Object barrier) {
        return new DaemonSetEvent("event", InputEvents.SEEN, "test", barrier);
    }

    private static DaemonSetObserved unusable(ChangeType change, long version, long generation) {
        DaemonSetObserved observed = daemonSet(change, "web", UID, version, generation);
        observed.setMinReadySeconds(-1);
        return observed;
    }

    private static Consumer<DaemonSetObserved> template(String field) {
        return ds -> ds.setTemplate("{\"metadata\":{\"labels\":{\"app\":\"web\"}},\"spec\":{" + field + "}}");
    }

    private static Rejection refusal(Routing routing) {
        assertThat(routing).isInstanceOf(Routing.Refused.class);
        return ((Routing.Refused) routing).rejection();
    }
}
