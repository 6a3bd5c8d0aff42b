package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.query.answer.QueryJson;
import io.rollcall.projector.view.Freshness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebServerTest {

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private View view;
    private WebServer web;
    private Freshness freshness = new Freshness(OptionalLong.of(3), "rollcall.journal-0@41", true, null);

    @BeforeEach
    void start() throws Exception {
        view = new View(folder);
        view.fold(new Records()
                .add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)))
                .add(NODE_EVENTS, "n1", event(node("n1").setTaints(taints(taint("k", "NoSchedule")))))
                .add(NODE_EVENTS, "n2", event(node("n2")))
                .add(STATUS, UID, status(1, 0).build())
                .add(
                        DECISIONS,
                        "k",
                        decision("0-1-0", ActionType.CREATE, "n2", "a", "MISSING_POD")
                                .build())
                .add(
                        DECISIONS,
                        "k",
                        decision("0-2-0", ActionType.DELETE, "n1", "b", "NOT_ELIGIBLE")
                                .setAt(after(9))
                                .build()));
        web = WebServer.start(WebSettings.local(0), view.database, () -> freshness, () -> {}, new Traffic());
    }

    @AfterEach
    void stop() {
        web.close();
        view.close();
    }

    private HttpResponse<String> get(String path, String accept) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(web.url() + path))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return get(path, "application/json");
    }

    private JsonNode items(String path) throws Exception {
        return QueryJson.mapper().readTree(get(path).body()).path("items");
    }

    @Test
    @DisplayName("DaemonSets with their counters, nodes with their taints")
    void lists() throws Exception {
        JsonNode daemonSet = items("/api/v1/daemonsets").path(0);
        assertThat(daemonSet.path("name").asText()).isEqualTo("nginx");
        assertThat(daemonSet.path("status").path("desired").asInt()).isEqualTo(1);
        assertThat(items("/api/v1/nodes").findValuesAsText("name")).containsExactly("n1", "n2");
        assertThat(items("/api/v1/nodes")
                        .path(0)
                        .path("taints")
                        .path(0)
                        .path("effect")
                        .asText())
                .isEqualTo("NoSchedule");
    }

    @Test
    @DisplayName("decisions, the newest first, by DaemonSet, node and number")
    void decisions() throws Exception {
        assertThat(items("/api/v1/decisions").findValuesAsText("id")).containsExactly("0-2-0", "0-1-0");
        assertThat(items("/api/v1/decisions?limit=1").findValuesAsText("id")).containsExactly("0-2-0");
        assertThat(items("/api/v1/decisions?node=n2").findValuesAsText("id")).containsExactly("0-1-0");
        assertThat(items("/api/v1/decisions?daemonSet=default/nginx&node=n2")).hasSize(1);
        assertThat(items("/api/v1/decisions?daemonSet=nginx")).hasSize(2);
        assertThat(items("/api/v1/decisions?order=oldest&reason=not_eligible").findValuesAsText("id"))
                .containsExactly("0-2-0");
        assertThat(items("/api/v1/decisions?namespace=default&action=create")).hasSize(1);
        assertThat(items("/api/v1/decisions?since=2026-03-01T10:00:05Z")).hasSize(1);
    }

    @Test
    @DisplayName("decisions come in pages: each says where the next begins, the last does not")
    void decisionPages() throws Exception {
        JsonNode first = QueryJson.mapper()
                .readTree(get("/api/v1/decisions?order=oldest&limit=1").body());
        assertThat(first.path("items").findValuesAsText("id")).containsExactly("0-1-0");
        JsonNode second = QueryJson.mapper()
                .readTree(get("/api/v1/decisions?order=oldest&limit=1&continue="
                                + first.path("continue").asText())
                        .body());
        assertThat(second.path("items").findValuesAsText("id")).containsExactly("0-2-0");
        assertThat(second.has("continue")).isFalse();
    }

    @Test
    @DisplayName("a filter that cannot be understood is named with its mend")
    void badFilters() throws Exception {
        assertThat(get("/api/v1/decisions?daemonSet=other/nginx").statusCode()).isEqualTo(404);
        for (String bad : new String[] {
            "since=yesterday", "until=10", "reason=a-b", "action=evict", "order=random", "continue=aaaa"
        }) {
            HttpResponse<String> answer = get("/api/v1/decisions?" + bad);
            assertThat(answer.statusCode()).as(bad).isEqualTo(400);
            assertThat(answer.body())
                    .contains("the parameter " + bad.substring(0, bad.indexOf('=')) + " is '", "': give ");
        }
    }

    @Test
    @DisplayName(
            "a name or a reason that never was is a mistake and no empty list, everywhere alike; one that only fits nothing is")
    void unknownNames() throws Exception {
        for (String question : new String[] {
            "decisions?namespace=other",
            "decisions?node=n9",
            "decisions/stream?daemonSet=ngnix",
            "decisions/stream?node=n9",
            "slots?daemonSet=default/nope",
            "slots?node=n9",
            "commands?daemonSet=x",
            "revisions?daemonSet=x"
        }) {
            HttpResponse<String> answer = get("/api/v1/" + question, "*/*");
            assertThat(answer.statusCode()).as(question).isEqualTo(404);
            assertThat(answer.body()).contains(" and never was; there is ");
        }
        HttpResponse<String> reason = get("/api/v1/decisions?reason=FOO");
        assertThat(reason.statusCode()).isEqualTo(400);
        assertThat(reason.body()).contains("there is no reason FOO: give one of MISSING_POD, ");
        assertThat(items("/api/v1/decisions?reason=DUPLICATE")).isEmpty();
        assertThat(items("/api/v1/commands?daemonSet=nginx")).isEmpty();
    }

    @Test
    @DisplayName("what is meant is understood; what cannot be is refused with a mend")
    void smallMistakes() throws Exception {
        assertThat(get("/api/v1/decisions?limit=1&").statusCode()).isEqualTo(200);
        assertThat(get("/api/v1/pods?continue=xx").statusCode()).isEqualTo(400);
        HttpResponse<String> post = client.send(
                HttpRequest.newBuilder(URI.create(web.url() + "/api/v1/daemonsets"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(QueryJson.mapper().readTree(post.body()).path("detail").asText())
                .isEqualTo("POST is not allowed at /api/v1/daemonsets: use GET");
    }

    @Test
    @DisplayName("an explanation as JSON, or as text for who accepts text; with how fresh it is")
    void explain() throws Exception {
        HttpResponse<String> json = get("/api/v1/daemonsets/default/nginx/explain?node=n1");
        assertThat(QueryJson.mapper().readTree(json.body()).path("code").asText())
                .isEqualTo("UNTOLERATED_TAINT");
        assertThat(json.headers().firstValue("Rollcall-Lag")).hasValue("3");
        assertThat(json.headers().firstValue("Rollcall-Position")).hasValue("rollcall.journal-0@41");

        HttpResponse<String> text = get("/api/v1/daemonsets/default/nginx/explain?node=n1", "text/plain");
        assertThat(text.body())
                .startsWith("node n1 has no pod of default/nginx: taint k:NoSchedule is not tolerated\n");
        assertThat(get("/api/v1/daemonsets/default/nginx/explain").body()).contains("\"kind\":\"daemonSet\"");
    }

    @Test
    @DisplayName("errors are problems: 404 for what is not there, 400 for a question that makes no sense")
    void problems() throws Exception {
        HttpResponse<String> unknown = get("/api/v1/daemonsets/default/ngnix/explain");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(QueryJson.mapper().readTree(unknown.body()).path("detail").asText())
                .isEqualTo("there is no DaemonSet default/ngnix; there is default/nginx");

        HttpResponse<String> limit = get("/api/v1/decisions?limit=many");
        assertThat(limit.statusCode()).isEqualTo(400);
        assertThat(limit.body()).contains("the parameter limit is 'many': give a number from 1 to 10000");

        HttpResponse<String> parameter = get("/api/v1/nodes?limt=3");
        assertThat(parameter.statusCode()).isEqualTo(400);
        assertThat(parameter.body()).contains("there is no parameter limt here; there is asOf");
        assertThat(get("/api/v1/nodes?asOf=journal-0@1&asOf=journal-0@2").body())
                .contains("the parameter asOf is given twice");

        HttpResponse<String> type = get("/api/v1/nodes", "image/png, text/*;q=0.5");
        assertThat(type.statusCode()).isEqualTo(406);
        assertThat(type.body()).contains("accept application/json");
        assertThat(get("/api/v1/nodes", "text/html, */*;q=0.1").statusCode()).isEqualTo(200);

        HttpResponse<String> path = get("/api/v1/nothing");
        assertThat(path.statusCode()).isEqualTo(404);
        assertThat(path.body()).contains("there is nothing at /api/v1/nothing");
    }

    @Test
    @DisplayName("alive always, ready once the end of the log was reached and nothing is in the way")
    void health() throws Exception {
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        freshness = new Freshness(OptionalLong.of(7), "", false, null);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).contains("7 records to go");
        freshness = new Freshness(OptionalLong.empty(), "", true, "the registry does not answer");
        assertThat(get("/readyz").body()).contains("the registry does not answer");
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
    }

    @Test
    @DisplayName("of a view that is being built nothing is told but how far it is")
    void building() throws Exception {
        freshness = new Freshness(OptionalLong.of(7), "", false, null);
        for (String path : new String[] {
            "daemonsets", "nodes", "daemonsets/default/nginx/explain", "decisions/stream", "changes/stream", "rollouts"
        }) {
            HttpResponse<String> answer = get("/api/v1/" + path, "*/*");
            assertThat(answer.statusCode()).as(path).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(answer.body()).contains("the view is being built, 7 records to go");
        }
        assertThat(get("/api/v1/view").body()).contains("\"lag\":7");
        freshness = freshness.ofBuilt(true);
        assertThat(get("/api/v1/nodes").statusCode())
                .as("of a view that was built before")
                .isEqualTo(200);
        assertThat(get("/openapi.json").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("a port that is taken is named")
    void portTaken() {
        int port = URI.create(web.url()).getPort();
        assertThatThrownBy(() -> WebServer.start(
                        WebSettings.local(port), view.database, () -> freshness, () -> {}, new Traffic()))
                .isInstanceOf(WebStartException.class)
                .hasMessageContaining("127.0.0.1:" + port);
    }
}
