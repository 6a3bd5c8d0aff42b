package io.rollcall.kubeapi.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.kubeapi.json.Meta;
import io.rollcall.kubeapi.resource.ResourceType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link ResourceStore} does. An implementation's test extends this and gives the store. */
public abstract class ResourceStoreContract extends ResourceReadContract {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A store with the namespaces default and kube-system; the tests use names of their own. */
    protected abstract ResourceStore store();

    @Override
    protected ResourceStore holding(List<ObjectNode> daemonSets) {
        daemonSets.forEach(object -> store().create(ResourceType.DAEMON_SETS, object, WriteMode.COMMIT));
        return store();
    }

    @Test
    @DisplayName("a created object has UID, version and time, and is there for whoever reads next")
    void create() {
        ObjectNode made = store().create(ResourceType.DAEMON_SETS, daemonSet("made"), WriteMode.COMMIT);
        assertThat(Meta.uid(made)).isNotEmpty();
        assertThat(Meta.version(made)).isPositive();
        assertThat(made.path("metadata").path("creationTimestamp").asText()).endsWith("Z");
        assertThat(store().get(key("made"))).isEqualTo(made);
        assertThat(store().version()).isGreaterThanOrEqualTo(Meta.version(made));
        assertThat(names(store().list(ResourceType.DAEMON_SETS, "default", OptionalLong.empty())))
                .contains("made");
    }

    @Test
    @DisplayName("a name is taken once, and what is not there is not found")
    void names() {
        store().create(ResourceType.DAEMON_SETS, daemonSet("taken"), WriteMode.COMMIT);
        refused(
                409,
                "AlreadyExists",
                () -> store().create(ResourceType.DAEMON_SETS, daemonSet("taken"), WriteMode.COMMIT));
        refused(404, "NotFound", () -> store().get(key("absent")));
        refused(404, "NotFound", () -> store().update(key("absent"), Part.MAIN, object -> object, WriteMode.COMMIT));
        refused(404, "NotFound", () -> store().delete(key("absent"), DeleteOptions.DEFAULT));
    }

    @Test
    @DisplayName("a change of the spec raises version and generation; one that changes nothing raises neither")
    void update() {
        ObjectNode made = store().create(ResourceType.DAEMON_SETS, daemonSet("changed"), WriteMode.COMMIT);
        ObjectNode same = store().update(key("changed"), Part.MAIN, object -> object, WriteMode.COMMIT);
        assertThat(same).isEqualTo(made);
        ObjectNode changed = seconds("changed", 5, WriteMode.COMMIT);
        assertThat(Meta.version(changed)).isGreaterThan(Meta.version(made));
        assertThat(changed.path("metadata").path("generation").asLong())
                .isEqualTo(made.path("metadata").path("generation").asLong() + 1);
        assertThat(Meta.uid(changed)).isEqualTo(Meta.uid(made));
        assertThat(store().get(key("changed"))
                        .path("spec")
                        .path("minReadySeconds")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    @DisplayName("who expects another version or UID is refused and changes nothing")
    void conflicts() {
        ObjectNode made = store().create(ResourceType.DAEMON_SETS, daemonSet("disputed"), WriteMode.COMMIT);
        ObjectNode newer = seconds("disputed", 7, WriteMode.COMMIT);
        refused(
                409,
                "Conflict",
                () -> store().update(key("disputed"), Part.MAIN, now -> made.deepCopy(), WriteMode.COMMIT));
        refused(
                409,
                "Conflict",
                () -> store().update(
                                key("disputed"),
                                Part.MAIN,
                                now -> {
                                    Meta.of(now).put("uid", "11111111-2222-3333-4444-555555555555");
                                    return now;
                                },
                                WriteMode.COMMIT));
        refused(409, "Conflict", () -> store().delete(key("disputed"), DeleteOptions.DEFAULT.onlyUid("another")));
        refused(
                409,
                "Conflict",
                () -> store().delete(key("disputed"), DeleteOptions.DEFAULT.onlyVersion(Meta.resourceVersion(made))));
        assertThat(store().get(key("disputed"))).isEqualTo(newer);
    }

    @Test
    @DisplayName("the status changes on its own, and nothing else with it")
    void status() {
        store().create(ResourceType.DAEMON_SETS, daemonSet("reporting"), WriteMode.COMMIT);
        ObjectNode reported = store().update(
                        key("reporting"),
                        Part.STATUS,
                        object -> {
                            Meta.child(object, "status").put("numberReady", 3);
                            Meta.child(object, "spec").put("minReadySeconds", 9);
                            return object;
                        },
                        WriteMode.COMMIT);
        assertThat(reported.path("status").path("numberReady").asInt()).isEqualTo(3);
        assertThat(reported.path("spec").has("minReadySeconds")).isFalse();
        ObjectNode changed = store().update(
                        key("reporting"),
                        Part.MAIN,
                        object -> {
                            Meta.child(object, "spec").put("minReadySeconds", 4);
                            Meta.child(object, "status").put("numberReady", 8);
                            return object;
                        },
                        WriteMode.COMMIT);
        assertThat(changed.path("status").path("numberReady").asInt()).isEqualTo(3);
    }

    @Test
    @DisplayName("a dry run answers as if and leaves everything as it is")
    void dryRun() throws InterruptedException {
        ObjectNode tried = store().create(ResourceType.DAEMON_SETS, daemonSet("tried"), WriteMode.DRY_RUN);
        assertThat(Meta.uid(tried)).isNotEmpty();
        refused(404, "NotFound", () -> store().get(key("tried")));
        ObjectNode made = store().create(ResourceType.DAEMON_SETS, daemonSet("spared"), WriteMode.COMMIT);
        ChangeFeed feed = store().changes(ResourceType.DAEMON_SETS, "default", Meta.version(made));
        assertThat(seconds("spared", 3, WriteMode.DRY_RUN)
                        .path("spec")
                        .path("minReadySeconds")
                        .asInt())
                .isEqualTo(3);
        store().delete(key("spared"), DeleteOptions.DEFAULT.dryRun());
        assertThat(store().get(key("spared"))).isEqualTo(made);
        assertThat(feed.next(Duration.ZERO)).noneMatch(change -> change.key().equals(key("spared")));
    }

    @Test
    @DisplayName("without finalizers a deleted object is gone, with one it waits for it")
    void delete() {
        store().create(ResourceType.DAEMON_SETS, daemonSet("short"), WriteMode.COMMIT);
        assertThat(store().delete(key("short"), DeleteOptions.DEFAULT).gone()).isTrue();
        refused(404, "NotFound", () -> store().get(key("short")));

        ObjectNode held = daemonSet("held");
        Meta.of(held).putArray("finalizers").add("example.com/hold");
        store().create(ResourceType.DAEMON_SETS, held, WriteMode.COMMIT);
        Deleted waiting = store().delete(key("held"), DeleteOptions.DEFAULT);
        assertThat(waiting.gone()).isFalse();
        assertThat(Meta.terminating(waiting.object())).isTrue();
        store().update(
                        key("held"),
                        Part.MAIN,
                        object -> {
                            Meta.of(object).remove("finalizers");
                            return object;
                        },
                        WriteMode.COMMIT);
        refused(404, "NotFound", () -> store().get(key("held")));
    }

    @Test
    @DisplayName("a list shows the past while it is remembered, and a version not reached is refused")
    void past() {
        long before = Meta.version(store().create(ResourceType.DAEMON_SETS, daemonSet("past"), WriteMode.COMMIT));
        long changed = Meta.version(seconds("past", 6, WriteMode.COMMIT));
        store().delete(key("past"), DeleteOptions.DEFAULT);
        assertThat(secondsAt("past", before)).containsExactly(0);
        assertThat(secondsAt("past", changed)).containsExactly(6);
        assertThat(secondsAt("past", store().version())).isEmpty();
        refused(
                504,
                "Timeout",
                () -> store().list(ResourceType.DAEMON_SETS, "", OptionalLong.of(store().version() + 1_000_000)));
    }

    @Test
    @DisplayName("a feed gives each change after its version once, in order, of its namespace only")
    void feed() throws InterruptedException {
        long start = store().version();
        ChangeFeed feed = store().changes(ResourceType.DAEMON_SETS, "default", start);
        store().create(ResourceType.DAEMON_SETS, daemonSet("fed"), WriteMode.COMMIT);
        ObjectNode elsewhere = daemonSet("fed");
        Meta.of(elsewhere).put("namespace", "kube-system");
        store().create(ResourceType.DAEMON_SETS, elsewhere, WriteMode.COMMIT);
        seconds("fed", 2, WriteMode.COMMIT);
        store().delete(key("fed"), DeleteOptions.DEFAULT);

        List<Change> seen = new ArrayList<>();
        while (seen.stream().noneMatch(change -> change.type() == Change.Type.DELETED)) {
            List<Change> batch = feed.next(PATIENCE);
            assertThat(batch).isNotEmpty();
            batch.stream().filter(change -> change.key().name().equals("fed")).forEach(seen::add);
        }
        assertThat(seen)
                .extracting(Change::type)
                .containsExactly(Change.Type.ADDED, Change.Type.MODIFIED, Change.Type.DELETED);
        assertThat(seen).extracting(Change::version).isSorted().doesNotHaveDuplicates();
        assertThat(seen).allMatch(change -> change.key().namespace().equals("default"));
        assertThat(seen.get(1).before()).isEqualTo(seen.get(0).object());
        assertThat(feed.version()).isGreaterThanOrEqualTo(seen.getLast().version());

        ChangeFeed later =
                store().changes(ResourceType.DAEMON_SETS, "default", seen.get(1).version());
        assertThat(later.next(PATIENCE)).first().extracting(Change::type).isEqualTo(Change.Type.DELETED);
    }

    private ObjectNode seconds(String name, int seconds, WriteMode mode) {
        return store().update(
                        key(name),
                        Part.MAIN,
                        object -> {
                            Meta.child(object, "spec").put("minReadySeconds", seconds);
                            return object;
                        },
                        mode);
    }

    private List<Integer> secondsAt(String name, long version) {
        return store().list(ResourceType.DAEMON_SETS, "default", OptionalLong.of(version)).items().stream()
                .filter(object -> Meta.name(object).equals(name))
                .map(object -> object.path("spec").path("minReadySeconds").asInt(0))
                .toList();
    }
}
