package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ChangeType;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.answer.QueryJson;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What the view says of versions of a DaemonSet that were refused: why, and what is in force instead. */
class ExplainRefusedTest extends ExplainScenario {

    private static final String FIELD = "spec.updateStrategy.rollingUpdate.maxSurge";
    private static final String GPU_ONLY = template("\"nodeSelector\":{\"gpu\":\"true\"}");

    private void refusedVersion() {
        valid(daemonSet(PLAIN).setGeneration(3));
        log.add(NODE_EVENTS, "n1", event(node("n1"))).add(POD_EVENTS, "a", event(running("nginx-a", "n1")));
        // The source has the refused version; it does not come to the journal.
        log.add(
                        DAEMON_SET_EVENTS,
                        "default/nginx",
                        event(daemonSet(GPU_ONLY).setResourceVersion("77").setGeneration(4)))
                .add(REJECTED, "k", refused(4, FIELD, "may not be set"));
    }

    @Test
    @DisplayName("a refused version is named with its fields, and nodes are judged by the one in force")
    void refusedThenInForce() throws SQLException {
        refusedVersion();

        assertThat(whole().verdict())
                .isEqualTo("default/nginx runs on the 1 node that should run it; generation 4 was refused: " + FIELD
                        + ": may not be set; generation 3 is in force");
        JsonNode refused = QueryJson.mapper().valueToTree(whole()).path("refused");
        assertThat(refused.path("generation").asLong()).isEqualTo(4);
        assertThat(refused.path("inForce").asLong()).isEqualTo(3);
        assertThat(refused.at("/errors/0/field").asText()).isEqualTo(FIELD);
        assertThat(refused.at("/errors/0/reason").asText()).isEqualTo("FieldValueInvalid");
        assertThat(refused.at("/origin/offset").asLong()).isEqualTo(9);
        assertThat(new ListQuery(view.database).daemonSets())
                .singleElement()
                .satisfies(entry -> assertThat(entry.refused()).isEqualTo(whole().refused()));
    }

    @Test
    @DisplayName("the newest refused version counts, until a valid one of its generation or a later one comes")
    void mended() throws SQLException {
        refusedVersion();
        log.add(REJECTED, "k", refused(5, FIELD, "still not"));
        assertThat(whole().verdict()).contains("generation 5 was refused: " + FIELD + ": still not");

        valid(daemonSet(PLAIN).setResourceVersion("78").setGeneration(6));
        assertThat(whole().refused()).isNull();
        assertThat(whole().verdict()).isEqualTo("default/nginx runs on the 1 node that should run it");
    }

    @Test
    @DisplayName("where no version ever was valid there is nothing to judge nodes by, and that is said")
    void neverValid() throws SQLException {
        log.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(GPU_ONLY).setChange(ChangeType.ADDED)))
                .add(REJECTED, "k", refused(1, FIELD, "may not be set"));

        assertThatThrownBy(this::whole)
                .isInstanceOf(QueryException.class)
                .hasMessage("nothing is done for DaemonSet default/nginx: generation 1 was refused: " + FIELD
                        + ": may not be set; no version is in force");
    }
}
