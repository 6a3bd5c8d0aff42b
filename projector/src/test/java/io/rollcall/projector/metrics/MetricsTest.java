package io.rollcall.projector.metrics;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.Command;
import io.rollcall.events.NodeChange;
import io.rollcall.events.PodChange;
import io.rollcall.events.PodEvent;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.web.MetricsServer;
import io.rollcall.projector.web.MetricsSettings;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class MetricsTest {

    private static final String NODE = """
            {"metadata":{"name":"n1","creationTimestamp":"2026-03-01T09:00:00Z","labels":{"node-role.kubernetes.io/worker":""}},
             "spec":{"podCIDR":"10.0.1.0/24","unschedulable":true,"taints":[{"key":"k","value":"a\\"b","effect":"NoSchedule"}]},
             "status":{"nodeInfo":{"kubeletVersion":"v1.34.0","osImage":"Linux"},
              "addresses":[{"type":"InternalIP","address":"10.0.0.1"}],
              "conditions":[{"type":"Ready","status":"True"},{"type":"DiskPressure","status":"Unknown"}]}}""";
    private static final String POD = """
            {"metadata":{"namespace":"default","name":"a","uid":"uid-a","creationTimestamp":"2026-03-01T09:30:00Z",
              "ownerReferences":[{"kind":"DaemonSet","name":"nginx","controller":true}]},
             "spec":{"nodeName":"n1","hostNetwork":true},
             "status":{"phase":"Pending","hostIP":"10.0.0.1","conditions":[{"type":"Ready","status":"False"}],
              "containerStatuses":[{"name":"main","restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff"}}}]}}""";

    @TempDir
    private Path folder;

    private final Records records = new Records();
    private final Traffic traffic = new Traffic();
    private View view;
    private Metrics metrics;
    private Freshness freshness =
            new Freshness(OptionalLong.of(3), "rollcall.journal-0@41", true, true, null, Records.START, 17);

    View view(Path place) throws SQLException {
        return new View(place);
    }

    @BeforeEach
    void open() throws Exception {
        view = view(folder);
        view.fold(records.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)))
                .add(NODE_EVENTS, "n1", barrier(new NodeChange(node("n1").build(), NODE)))
                .add(
                        POD_EVENTS,
                        "default/a",
                        new PodEvent(
                                "e",
                                Records.START,
                                "test",
                                new PodChange(pod("a", "n1", 1).build(), POD)))
                .add(STATUS, UID, status(2, 1).build())
                .add(
                        DECISIONS,
                        "k",
                        decision("0-1-0", ActionType.CREATE, "n1", "a", "MISSING_POD")
                                .build())
                .unreadable(NODE_EVENTS, "UNDECODABLE", "bad bytes"));
        Clock clock = Clock.fixed(Records.START.plusSeconds(30), ZoneOffset.UTC);
        metrics = new Metrics(view.database, () -> freshness, traffic, clock, true);
        traffic.answered("GET", "/api/v1/nodes", 200, 1_500_000_000L);
    }

    @AfterEach
    void close() {
        view.close();
    }

    private Exposition scrape() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        metrics.write(out);
        return Exposition.read(out.toString(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("kube-state-metrics' names and labels say what objects and statuses say")
    void kube() throws Exception {
        assertThat(scrape().samples)
                .containsEntry(
                        "kube_daemonset_status_desired_number_scheduled{daemonset=nginx, namespace=default}", 2.0)
                .containsEntry("kube_node_spec_unschedulable{node=n1}", 1.0)
                .containsEntry("kube_node_spec_taint{effect=NoSchedule, key=k, node=n1, value=a\\\"b}", 1.0)
                .containsEntry("kube_node_role{node=n1, role=worker}", 1.0)
                .containsEntry("kube_node_status_condition{condition=Ready, node=n1, status=true}", 1.0)
                .containsEntry("kube_node_status_condition{condition=Ready, node=n1, status=false}", 0.0)
                .containsEntry("kube_node_status_condition{condition=DiskPressure, node=n1, status=unknown}", 1.0)
                .containsEntry("kube_node_created{node=n1}", (double)
                        Instant.parse("2026-03-01T09:00:00Z").getEpochSecond())
                .containsEntry("kube_pod_status_phase{namespace=default, phase=Pending, pod=a, uid=uid-a}", 1.0)
                .containsEntry("kube_pod_status_phase{namespace=default, phase=Running, pod=a, uid=uid-a}", 0.0)
                .containsEntry("kube_pod_status_ready{condition=false, namespace=default, pod=a, uid=uid-a}", 1.0)
                .containsEntry(
                        "kube_pod_owner{namespace=default, owner_is_controller=true, owner_kind=DaemonSet,"
                                + " owner_name=nginx, pod=a, uid=uid-a}",
                        1.0)
                .containsEntry(
                        "kube_pod_container_status_waiting_reason{container=main, namespace=default, pod=a,"
                                + " reason=CrashLoopBackOff, uid=uid-a}",
                        1.0)
                .containsEntry(
                        "kube_pod_container_status_restarts_total{container=main, namespace=default, pod=a, uid=uid-a}",
                        7.0);
    }

    @Test
    @DisplayName("decisions, rejections, the projection's lag and the API's requests are counted, each once")
    void own() throws Exception {
        String decisions =
                "rollcall_decisions_total{action=create, daemonset=nginx, namespace=default, reason=MISSING_POD}";
        assertThat(scrape().samples)
                .containsEntry(decisions, 1.0)
                .containsEntry("rollcall_rejected_records_total{reason=UNDECODABLE, rejected_by=projector}", 1.0)
                .containsEntry("rollcall_projection_lag_records{}", 3.0)
                .containsEntry("rollcall_projection_lag_seconds{}", 30.0)
                .containsEntry("rollcall_projection_records_total{}", 17.0)
                .containsEntry("rollcall_projection_ready{}", 1.0)
                .containsEntry("rollcall_http_requests_total{method=GET, path=/api/v1/nodes, status=200}", 1.0)
                .containsEntry("rollcall_http_request_seconds_total{method=GET, path=/api/v1/nodes, status=200}", 1.5);
        view.fold(records.add(
                DECISIONS,
                "k",
                decision("0-2-0", ActionType.CREATE, "n2", "b", "MISSING_POD").build()));
        freshness = new Freshness(OptionalLong.of(0), "rollcall.journal-0@42", true, true, null, Records.START, 18);
        assertThat(scrape().samples)
                .containsEntry(decisions, 2.0)
                .containsEntry("rollcall_projection_lag_seconds{}", 0.0);
    }

    @Test
    @DisplayName("decisions of several partitions are counted, each once, however far each partition is")
    void partitions() throws Exception {
        String decisions =
                "rollcall_decisions_total{action=create, daemonset=nginx, namespace=default, reason=MISSING_POD}";
        int made = 1;
        for (int partition : new int[] {2, 0, 1, 1, 2, 0}) {
            made++;
            view.fold(records.in(partition)
                    .add(
                            DECISIONS,
                            "k" + partition,
                            decision(partition + "-" + made + "-0", ActionType.CREATE, "n2", "b", "MISSING_POD")
                                    .build()));
            assertThat(scrape().samples).containsEntry(decisions, (double) made);
        }
    }

    @Test
    @DisplayName("open commands are counted, with the time of the oldest; one that is answered or overtaken is none")
    void openCommands() throws Exception {
        String open = "rollcall_commands_open{daemonset=nginx, namespace=default}";
        String since = "rollcall_commands_open_since_seconds{daemonset=nginx, namespace=default}";
        assertThat(scrape().samples).doesNotContainKeys(open, since);
        view.fold(records.add(COMMANDS, "k", decidedAfter(20, create("c1", "n1", 1, "b")))
                .add(COMMANDS, "k", decidedAfter(5, create("c2", "n2", 1, "c")))
                .add(COMMANDS, "k", decidedAfter(10, create("c3", "n3", 1, "d"))));
        double start = Records.START.getEpochSecond();
        assertThat(scrape().samples).containsEntry(open, 3.0).containsEntry(since, start + 5);
        view.fold(records.add(COMMANDS, "k", decidedAfter(25, create("c4", "n2", 2, "c"))));
        assertThat(scrape().samples).containsEntry(open, 3.0).containsEntry(since, start + 10);
    }

    private static Command decidedAfter(int seconds, Command command) {
        command.setDecidedAt(Records.START.plusSeconds(seconds));
        return command;
    }

    @Test
    @DisplayName("an object that changed or went is not told as it was")
    void changes() throws Exception {
        scrape();
        view.fold(records.add(
                NODE_EVENTS,
                "n1",
                barrier(new NodeChange(node("n1", "uid-n1", 2).build(), NODE.replace("\"unschedulable\":true,", "")))));
        assertThat(scrape().samples).containsEntry("kube_node_spec_unschedulable{node=n1}", 0.0);
        view.execute("UPDATE nodes SET deleted_at = 1");
        assertThat(scrape().samples.keySet()).noneMatch(name -> name.startsWith("kube_node"));
    }

    @Test
    @DisplayName("two nodes of one name, and objects that say nothing, do not keep a scrape from its answer")
    void oddObjects() throws Exception {
        view.fold(records.add(
                        NODE_EVENTS,
                        "n1",
                        barrier(new NodeChange(node("n1", "other", 1).build(), NODE)))
                .add(NODE_EVENTS, "n2", barrier(new NodeChange(node("n2").build(), "{}")))
                .add(NODE_EVENTS, "n3", barrier(new NodeChange(node("n3").build(), "{}"))));
        assertThat(scrape().samples).containsEntry("kube_node_spec_unschedulable{node=n1}", 1.0);
    }

    @Test
    @DisplayName("every metric has the type and the labels that it is described with, on the page too")
    void described() throws Exception {
        Exposition exposition = scrape();
        StringBuilder table =
                new StringBuilder("| metric | type | labels | what it says |\n| --- | --- | --- | --- |\n");
        for (Family family : RollcallFamilies.all()) {
            String type = family.counter() ? "counter" : "gauge";
            table.append("| `")
                    .append(family.name())
                    .append("` | ")
                    .append(type)
                    .append(" | ")
                    .append(family.labels().isEmpty() ? "" : "`" + String.join("` `", family.labels()) + "`")
                    .append(" | ")
                    .append(family.help())
                    .append(" |\n");
            if (exposition.types.containsKey(family.name())) {
                assertThat(exposition.types).containsEntry(family.name(), type);
                assertThat(exposition.labels.getOrDefault(family.name(), new TreeSet<>()))
                        .as(family.name())
                        .isEqualTo(new TreeSet<>(family.labels()));
            }
        }
        assertThat(exposition.types.keySet())
                .isSubsetOf(RollcallFamilies.all().stream().map(Family::name).toList());
        Path page = Path.of("..", "docs", "reference", "metrics.md");
        if (Boolean.getBoolean("rollcall.docs.write")) {
            String head = Files.readString(page);
            Files.writeString(page, head.substring(0, head.indexOf("| metric |")) + table);
        }
        assertThat(Files.readString(page)).contains(table);
    }

    @Test
    @DisplayName("metrics have a port of their own, and nothing else is there")
    void served() throws Exception {
        try (MetricsServer server = MetricsServer.start(MetricsSettings.local(0), metrics)) {
            HttpResponse<String> answer = get(server.url());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(Exposition.read(answer.body()).samples).containsKey("kube_node_role{node=n1, role=worker}");
            HttpResponse<String> other = get(server.url().replace("/metrics", "/api/v1/nodes"));
            assertThat(other.statusCode()).isEqualTo(404);
            assertThat(other.body()).contains("there is nothing at /api/v1/nodes, but /metrics");
        }
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
