package io.rollcall.projector.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rollcall.cluster.objects.ClusterEvent;
import io.rollcall.cluster.objects.ObjectKind;
import io.rollcall.cluster.simulated.ClusterSettings;
import io.rollcall.cluster.simulated.SimulatedCluster;
import io.rollcall.cluster.store.DeleteOptions;
import io.rollcall.cluster.store.ObjectKey;
import io.rollcall.controller.aggregate.Decider;
import io.rollcall.controller.aggregate.DeciderOptions;
import io.rollcall.kubeapi.resource.ResourceKey;
import io.rollcall.kubeapi.resource.ResourceType;
import io.rollcall.kubeapi.selector.FieldQuery;
import io.rollcall.kubeapi.selector.LabelQueryParser;
import io.rollcall.kubeapi.status.StatusException;
import io.rollcall.kubeapi.store.Choice;
import io.rollcall.kubeapi.store.Chosen;
import io.rollcall.kubeapi.store.Part;
import io.rollcall.kubeapi.store.Past;
import io.rollcall.kubeapi.store.ResourceReadContract;
import io.rollcall.kubeapi.store.ResourceStore;
import io.rollcall.kubeapi.store.WriteMode;
import io.rollcall.projector.Batches;
import io.rollcall.projector.View;
import io.rollcall.projector.kube.ViewPast;
import io.rollcall.rules.profile.RuleProfile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The objects as of a moment, after which each of them was changed and deleted. */
class PastResourcesTest extends ResourceReadContract {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final String THEN = "2026-11-20T10:00:05Z";

    @TempDir
    Path folder;

    private final List<View> open = new ArrayList<>();
    private final SimulatedCluster cluster = new SimulatedCluster(ClusterSettings.of("simulated", 5));
    private final EngineLog log = new EngineLog(new Decider(RuleProfile.NEWEST, DeciderOptions.DEFAULTS));

    @AfterEach
    void close() {
        open.forEach(View::close);
    }

    @Override
    protected ResourceStore holding(List<ObjectNode> daemonSets) throws Exception {
        return past(daemonSets).at(THEN).store();
    }

    private Past past(List<ObjectNode> daemonSets) throws Exception {
        cluster.advanceTo(START);
        log.synced(START);
        List<ObjectKey> made = new ArrayList<>();
        for (ObjectNode wanted : daemonSets) {
            made.add(ObjectKey.of(ObjectKind.DAEMON_SET, cluster.api().create(ObjectKind.DAEMON_SET, wanted)));
        }
        append(START.plusSeconds(1));
        cluster.advanceTo(START.plusSeconds(10));
        made.forEach(key -> cluster.api()
                .change(
                        key,
                        object -> ((ObjectNode) object.at("/spec/template/spec/containers/0"))
                                .put("image", "nginx:1.28")));
        append(START.plusSeconds(10));
        made.forEach(key -> cluster.api().delete(key, DeleteOptions.DEFAULT));
        append(START.plusSeconds(20));
        View view = view("view-" + open.size());
        open.add(view);
        Batches.apply(view, log.records());
        return new ViewPast(view.database);
    }

    View view(String name) throws Exception {
        return new View(folder.resolve(name));
    }

    private void append(Instant time) {
        for (ClusterEvent event : cluster.drainEvents()) {
            log.append(event, time);
        }
    }

    @Test
    @DisplayName("each moment has its own objects, and a place in the journal is a moment too")
    void moments() throws Exception {
        Past past = past(List.of(daemonSet("web")));
        assertThat(image(past, THEN)).isEqualTo("nginx:1.27");
        assertThat(image(past, "2026-11-20T10:00:15Z")).isEqualTo("nginx:1.28");
        assertThat(past.at("2026-11-20T10:00:30Z")
                        .store()
                        .list(ResourceType.DAEMON_SETS, "", OptionalLong.empty())
                        .items())
                .isEmpty();
        assertThat(past.at("journal-0@" + (log.journalEnd() - 1)).time()).isEqualTo(START.plusSeconds(20));
        assertThat(past.at(THEN).time()).isEqualTo(Instant.parse(THEN));
    }

    @Test
    @DisplayName("the past is not changed, and what is no moment is refused")
    void refusals() throws Exception {
        Past past = past(List.of(daemonSet("web")));
        ResourceStore then = past.at(THEN).store();
        refused(405, () -> then.create(ResourceType.DAEMON_SETS, daemonSet("new"), WriteMode.COMMIT));
        refused(405, () -> then.update(key("web"), Part.MAIN, object -> object, WriteMode.COMMIT));
        refused(405, () -> then.delete(key("web"), io.rollcall.kubeapi.store.DeleteOptions.DEFAULT));
        refused(400, () -> past.at("yesterday"));
        refused(404, () -> past.at("journal-0@100000"));
        assertThatThrownBy(() -> then.delete(key("web"), io.rollcall.kubeapi.store.DeleteOptions.DEFAULT))
                .hasMessage("this is the cluster as it was at " + THEN
                        + ": the past can be read, not changed; leave /asof/" + THEN
                        + " out of the server's address to change the cluster of now");
    }

    @Test
    @DisplayName("a list in parts is one list, and each part reads its own objects alone")
    void parts() throws Exception {
        Past past = past(List.of(daemonSet("a"), daemonSet("b"), daemonSet("c"), daemonSet("d")));
        ResourceStore then = past.at(THEN).store();
        long version = then.version();
        damage("d");
        Chosen first = then.choose(ResourceType.DAEMON_SETS, choice("", "", version, "", 2));
        assertThat(names(first)).containsExactly("a", "b");
        assertThat(first.more()).isTrue();
        assertThat(first.version()).isEqualTo(version);
        damage("a");
        repair("d");
        Chosen rest = then.choose(ResourceType.DAEMON_SETS, choice("", "", version, "default/b", 2));
        assertThat(names(rest)).containsExactly("c", "d");
        assertThat(rest.more()).isFalse();
        assertThatThrownBy(() -> then.choose(ResourceType.DAEMON_SETS, choice("", "", version, "", 0)))
                .as("the damaged one is among all")
                .isInstanceOf(RuntimeException.class);
        refused(410, () -> then.choose(ResourceType.DAEMON_SETS, choice("", "", version - 1, "default/b", 2)));
    }

    @Test
    @DisplayName("one object, those of a namespace, a node or with a label are read alone")
    void narrowed() throws Exception {
        cluster.advanceTo(START);
        ObjectNode elsewhere = daemonSet("web");
        io.rollcall.cluster.store.Meta.of(elsewhere).put("namespace", "kube-system");
        for (String name : List.of("p1", "p2", "p3")) {
            cluster.api().create(ObjectKind.POD, pod(name, "node-" + name, "app-" + name));
        }
        ResourceStore then = past(List.of(daemonSet("web"), daemonSet("db"), elsewhere))
                .at(THEN)
                .store();
        damage("db");
        damage("p2");
        assertThat(then.get(key("web")).at("/metadata/name").asText()).isEqualTo("web");
        refused(404, () -> then.get(key("none")));
        assertThat(names(then.choose(ResourceType.DAEMON_SETS, Choice.all("kube-system", OptionalLong.empty()))))
                .containsExactly("web");
        assertThat(names(then.choose(ResourceType.PODS, choice("spec.nodeName=node-p1", "", -1, "", 0))))
                .containsExactly("p1");
        assertThat(names(then.choose(ResourceType.PODS, choice("spec.nodeName!=node-p2", "", -1, "", 0))))
                .containsExactly("p1", "p3");
        assertThat(names(then.choose(ResourceType.PODS, choice("", "app in (app-p1,app-p3)", -1, "", 0))))
                .containsExactly("p1", "p3");
        assertThat(names(then.choose(
                        ResourceType.PODS,
                        choice("metadata.name!=p2,spec.schedulerName=default-scheduler", "app!=app-p1", -1, "", 1))))
                .containsExactly("p3");
        assertThat(names(then.choose(ResourceType.NAMESPACES, choice("metadata.name=default", "", -1, "", 0))))
                .containsExactly("default");
    }

    private static Choice choice(String fields, String labels, long at, String after, long most) {
        return new Choice(
                "",
                at < 0 ? OptionalLong.empty() : OptionalLong.of(at),
                LabelQueryParser.parse(labels),
                FieldQuery.parse(ResourceType.PODS, fields),
                after,
                most);
    }

    private static List<String> names(Chosen chosen) {
        return chosen.items().stream()
                .map(object -> object.at("/metadata/name").asText())
                .toList();
    }

    /** Whoever reads the object now fails. */
    private void damage(String name) throws Exception {
        rewrite("'broken' || object", name);
    }

    private void repair(String name) throws Exception {
        rewrite("substr(object, 7)", name);
    }

    private void rewrite(String object, String name) throws Exception {
        Connection writer = open.getLast().database.writer();
        try (Statement statement = writer.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE objects SET object = " + object
                            + " WHERE object LIKE '%\"name\":\"" + name + "\"%'"))
                    .isPositive();
        }
        writer.commit();
    }

    private static ObjectNode pod(String name, String node, String app) {
        return io.rollcall.cluster.objects.Json.readObject("""
                {"metadata":{"name":"%s","namespace":"default","labels":{"app":"%s"}},
                 "spec":{"nodeName":"%s","containers":[{"name":"main","image":"nginx:1.27"}]}}""".formatted(name, app, node));
    }

    private static String image(Past past, String moment) {
        return past.at(moment)
                .store()
                .get(key("web"))
                .at("/spec/template/spec/containers/0/image")
                .asText();
    }

    private static ResourceKey key(String name) {
        return new ResourceKey(ResourceType.DAEMON_SETS, "default", name);
    }

    private static ObjectNode daemonSet(String name) {
        return io.rollcall.cluster.objects.Json.readObject("""
                {"metadata":{"name":"%1$s","namespace":"default"},"spec":{"selector":{"matchLabels":{"app":"%1$s"}},
                 "template":{"metadata":{"labels":{"app":"%1$s"}},"spec":{"nodeSelector":{"example.com/none":"such"},
                 "containers":[{"name":"main","image":"nginx:1.27"}]}}}}""".formatted(name));
    }

    private static void refused(int code, org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        StatusException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
