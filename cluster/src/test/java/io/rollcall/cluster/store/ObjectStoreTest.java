package io.rollcall.cluster.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.Json;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.store.ApiException.Reason;
import io.rollcall.rules.model.LabelSelector;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectStoreTest {

    private final ObjectStore store = new ObjectStore(1);
    private final List<Change> changes = new ArrayList<>();

    ObjectStoreTest() {
        store.moveTo(Instant.parse("2026-01-01T00:00:00Z"));
        store.listen(changes::add);
    }

    @Test
    @DisplayName("C261 DaemonSets are listed by label over namespaces, and deleteCollection by label removes them")
    void listAndDeleteCollection() {
        create("red", "a", "team", "x");
        create("blue", "b", "team", "x");
        create("green", "b", "team", "y");
        LabelSelector teamX = new LabelSelector(new TreeMap<>(Map.of("team", "x")), List.of());

        assertThat(store.list(ObjectKind.DAEMON_SET, null, teamX))
                .extracting(Meta::name)
                .containsExactly("red", "blue");
        assertThat(store.list(ObjectKind.DAEMON_SET, "b", teamX))
                .extracting(Meta::name)
                .containsExactly("blue");
        assertThat(store.list(ObjectKind.DAEMON_SET, "b", Selectors.EVERYTHING)).hasSize(2);

        assertThat(store.deleteCollection(ObjectKind.DAEMON_SET, null, teamX, DeleteOptions.DEFAULT))
                .isEqualTo(2);
        assertThat(store.list(ObjectKind.DAEMON_SET)).extracting(Meta::name).containsExactly("green");
    }

    @Test
    void everyChangeHasAVersionOfItsOwnDeletionsToo() {
        ObjectNode first = create("web", "a", "team", "x");
        ObjectNode second =
                update(first, object -> Meta.child(Meta.of(object), "labels").put("team", "y"));
        store.delete(key("web"), DeleteOptions.DEFAULT);
        ObjectNode third = create("web", "a", "team", "x");

        assertThat(changes)
                .extracting(change -> Long.valueOf(Meta.resourceVersion(change.object())))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(Meta.uid(second)).isEqualTo(Meta.uid(first)).isNotEqualTo(Meta.uid(third));
        assertThat(second.at("/metadata/creationTimestamp")).isEqualTo(first.at("/metadata/creationTimestamp"));
    }

    @Test
    void anUpdateOfAnOldVersionIsAConflictAndOneWithoutVersionIsNot() {
        ObjectNode old = create("web", "a", "team", "x").deepCopy();
        update(old, object -> Meta.child(Meta.of(object), "labels").put("team", "y"));

        refused(
                Reason.CONFLICT,
                () -> update(
                        old, object -> Meta.child(Meta.of(object), "labels").put("team", "z")));
        Meta.of(old).remove("resourceVersion");
        update(old, object -> Meta.child(Meta.of(object), "labels").put("team", "z"));
        assertThat(Meta.labels(store.get(key("web")))).containsEntry("team", "z");
    }

    @Test
    void refusalsChangeNothing() {
        ObjectNode web = create("web", "a", "team", "x");
        changes.clear();

        refused(Reason.ALREADY_EXISTS, () -> create("web", "a", "team", "x"));
        refused(Reason.NOT_FOUND, () -> store.get(key("none")));
        refused(Reason.NOT_FOUND, () -> store.delete(key("none"), DeleteOptions.DEFAULT));
        refused(Reason.CONFLICT, () -> store.delete(key("web"), DeleteOptions.DEFAULT.onlyUid("other")));
        refused(Reason.INVALID, () -> create("Bad_Name", "a", "team", "x"));

        assertThat(changes).isEmpty();
        assertThat(store.get(key("web"))).isEqualTo(web);
    }

    @Test
    void anUpdateThatChangesNothingIsNoEventHoweverItsNumbersAreWritten() {
        ObjectNode web = create("web", "a", "team", "x");
        changes.clear();

        store.update(ObjectKind.DAEMON_SET, Json.readObject(Json.write(web)));

        assertThat(changes).isEmpty();
    }

    @Test
    @DisplayName("C264 template: generation and template generation rise; strategy: generation only; labels: none")
    void generations() {
        ObjectNode web = create("web", "a", "team", "x");
        assertThat(generations(web)).containsExactly(1, 1);

        web = update(web, object -> container(object).put("image", "nginx:2"));
        assertThat(generations(web)).containsExactly(2, 2);
        web = update(
                web,
                object -> Meta.child(Meta.child(object, "spec"), "updateStrategy")
                        .put("type", "OnDelete")
                        .remove("rollingUpdate"));
        assertThat(generations(web)).containsExactly(3, 2);
        web = update(web, object -> Meta.child(Meta.of(object), "labels").put("more", "1"));
        assertThat(generations(web)).containsExactly(3, 2);
        web = update(web, object -> Meta.of(object).put("generation", 77));
        assertThat(generations(web)).containsExactly(3, 2);
    }

    @Test
    void aTemplateThatMeansTheSameIsTheSame() {
        ObjectNode web = create("web", "a", "team", "x");
        web = update(
                web,
                object -> Meta.child(Meta.child(container(object), "resources"), "requests")
                        .put("cpu", "1"));
        assertThat(generations(web)).containsExactly(2, 2);

        web = update(web, object -> {
            Meta.child(Meta.child(container(object), "resources"), "requests").put("cpu", "1000m");
            container(object).putArray("env");
            container(object).putNull("command");
        });
        assertThat(generations(web)).containsExactly(2, 2);
    }

    @Test
    @DisplayName("C265 a status in create and update is ignored, and a spec in a status update")
    void subresources() {
        ObjectNode wanted = daemonSet("web", "a", "team", "x");
        wanted.putObject("status").put("numberReady", 9);
        ObjectNode web = store.create(ObjectKind.DAEMON_SET, wanted);
        assertThat(web.at("/status/numberReady").asInt()).isZero();

        web = update(web, object -> Meta.child(object, "status").put("numberReady", 9));
        assertThat(web.at("/status/numberReady").asInt()).isZero();

        ObjectNode edited = web.deepCopy();
        Meta.child(edited, "status").put("numberReady", 2);
        container(edited).put("image", "nginx:9");
        web = store.updateStatus(ObjectKind.DAEMON_SET, edited);
        assertThat(web.at("/status/numberReady").asInt()).isEqualTo(2);
        assertThat(container(web).path("image").asText()).isEqualTo("nginx:1");
        assertThat(generations(web)).containsExactly(1, 1);
    }

    @Test
    @DisplayName("C262 defaults: RollingUpdate with maxUnavailable 1, maxSurge 0, ten revisions; the template's own")
    void defaults() {
        ObjectNode web = create("web", "a", "team", "x");

        assertThat(Json.write(web.at("/spec/updateStrategy")))
                .isEqualTo("{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":1,\"maxSurge\":0}}");
        assertThat(web.at("/spec/revisionHistoryLimit").asInt()).isEqualTo(10);
        assertThat(web.at("/spec/template/spec/restartPolicy").asText()).isEqualTo("Always");
        assertThat(web.at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
                .isEqualTo(30);
        assertThat(container(web).path("imagePullPolicy").asText()).isEqualTo("IfNotPresent");

        ObjectNode onDelete = daemonSet("other", "a", "team", "x");
        Meta.child(Meta.child(onDelete, "spec"), "updateStrategy").put("type", "OnDelete");
        Meta.child(onDelete, "spec").put("revisionHistoryLimit", 3);
        ObjectNode stored = store.create(ObjectKind.DAEMON_SET, onDelete);
        assertThat(Json.write(stored.at("/spec/updateStrategy"))).isEqualTo("{\"type\":\"OnDelete\"}");
        assertThat(stored.at("/spec/revisionHistoryLimit").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("C263 the selector does not change")
    void selectorIsImmutable() {
        ObjectNode web = create("web", "a", "team", "x");

        refused(
                Reason.INVALID,
                () -> update(web, object -> {
                    Meta.child(Meta.child(Meta.child(object, "spec"), "selector"), "matchLabels")
                            .put("more", "1");
                    Meta.child(Meta.child(Meta.child(Meta.child(object, "spec"), "template"), "metadata"), "labels")
                            .put("more", "1");
                }));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"maxUnavailable\":0}|cannot be 0 when maxSurge is 0",
                "{\"maxUnavailable\":\"0%\"}|cannot be 0 when maxSurge is 0",
                "{\"maxUnavailable\":\"101%\"}|must not be greater than 100%",
                "{\"maxSurge\":1}|may not be set when maxUnavailable is non-zero",
                "{\"maxUnavailable\":\"1%\",\"maxSurge\":\"1%\"}|may not be set when maxUnavailable is non-zero",
                "{\"maxUnavailable\":\"5\"}|a valid percent string must be a numeric string",
                "{\"maxUnavailable\":-1}|must be greater than or equal to 0"
            })
    @DisplayName("C269, C272 budgets that cannot be")
    void budgets(String rollingUpdate, String message) {
        ObjectNode web = daemonSet("web", "a", "team", "x");
        Meta.child(Meta.child(web, "spec"), "updateStrategy").set("rollingUpdate", Json.readObject(rollingUpdate));

        refused(Reason.INVALID, () -> store.create(ObjectKind.DAEMON_SET, web), message);
    }

    @Test
    @DisplayName("C266 what is refused names its field")
    void invalid() {
        refusedWith(spec -> spec.putObject("selector"), "}: empty selector is invalid for daemonset");
        refusedWith(spec -> spec.remove("selector"), "`selector` does not match template `labels`");
        refusedWith(
                spec -> Meta.child(Meta.child(spec, "selector"), "matchLabels").put("app", "other"),
                "`selector` does not match template `labels`");
        refusedWith(spec -> pod(spec).putArray("containers"), "spec.template.spec.containers: Required value");
        refusedWith(spec -> pod(spec).put("restartPolicy", "Never"), "supported values: \"Always\"");
        refusedWith(spec -> pod(spec).put("activeDeadlineSeconds", 5), "activeDeadlineSeconds: Forbidden");
        refusedWith(
                Reason.BAD_REQUEST,
                spec -> pod(spec).put("nodeSelector", "x"),
                "json: cannot unmarshal string into Go struct field PodSpec.spec.template.spec.nodeSelector of type"
                        + " map[string]string");
        refusedWith(spec -> spec.put("minReadySeconds", -1), "spec.minReadySeconds: Invalid value: -1: ");
    }

    @Test
    @DisplayName("C273 a ControllerRevision's data is there and does not change, its number may")
    void controllerRevision() {
        ObjectNode wanted = Json.readObject(
                "{\"metadata\":{\"name\":\"web-1\",\"namespace\":\"a\"},\"data\":{\"x\":1},\"revision\":1}");
        ObjectNode stored = store.create(ObjectKind.CONTROLLER_REVISION, wanted).deepCopy();

        stored.put("revision", 5);
        ObjectNode renumbered =
                store.update(ObjectKind.CONTROLLER_REVISION, stored).deepCopy();
        assertThat(renumbered.path("revision").asInt()).isEqualTo(5);
        renumbered.putObject("data").put("x", 2);
        refused(Reason.INVALID, () -> store.update(ObjectKind.CONTROLLER_REVISION, renumbered), "field is immutable");
        wanted.remove("data");
        Meta.of(wanted).put("name", "web-2");
        refused(Reason.INVALID, () -> store.create(ObjectKind.CONTROLLER_REVISION, wanted), "data is mandatory");
        wanted.putObject("data").put("x", 1);
        wanted.put("revision", -1);
        refused(Reason.INVALID, () -> store.create(ObjectKind.CONTROLLER_REVISION, wanted), "greater than or equal");
    }

    private void refusedWith(Consumer<ObjectNode> spoil, String message) {
        refusedWith(Reason.INVALID, spoil, message);
    }

    private void refusedWith(Reason reason, Consumer<ObjectNode> spoil, String message) {
        ObjectNode web = daemonSet("bad", "a", "team", "x");
        spoil.accept(Meta.child(web, "spec"));
        refused(reason, () -> store.create(ObjectKind.DAEMON_SET, web), message);
    }

    private static void refused(Reason reason, Runnable request) {
        refused(reason, request, "");
    }

    private static void refused(Reason reason, Runnable request, String message) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(request::run)
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private ObjectNode create(String name, String namespace, String label, String value) {
        return store.create(ObjectKind.DAEMON_SET, daemonSet(name, namespace, label, value));
    }

    private ObjectNode update(ObjectNode object, Consumer<ObjectNode> change) {
        ObjectNode edited = object.deepCopy();
        change.accept(edited);
        return store.update(ObjectKind.DAEMON_SET, edited);
    }

    private static ObjectKey key(String name) {
        return new ObjectKey(ObjectKind.DAEMON_SET, "a", name);
    }

    private static List<Integer> generations(ObjectNode object) {
        return List.of(
                object.at("/metadata/generation").asInt(),
                Integer.valueOf(object.at("/metadata/annotations/deprecated.daemonset.template.generation")
                        .asText()));
    }

    private static ObjectNode pod(ObjectNode spec) {
        return Meta.child(Meta.child(spec, "template"), "spec");
    }

    private static ObjectNode container(ObjectNode object) {
        return (ObjectNode) object.at("/spec/template/spec/containers/0");
    }

    private static ObjectNode daemonSet(String name, String namespace, String label, String value) {
        return Json.readObject("""
                {"kind":"DaemonSet","apiVersion":"apps/v1",
                 "metadata":{"name":"%s","namespace":"%s","labels":{"%s":"%s"}},
                 "spec":{"selector":{"matchLabels":{"app":"x"}},"template":{"metadata":{"labels":{"app":"x"}},
                  "spec":{"containers":[{"name":"main","image":"nginx:1"}]}}}}""".formatted(name, namespace, label, value));
    }
}
