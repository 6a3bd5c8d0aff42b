package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rollcall.events.ActionType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.CommandResult;
import io.rollcall.events.LabelSelector;
import io.rollcall.projector.query.answer.QueryJson;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The Kubernetes events that explain tells (semantics 9.1). */
class ExplainEventsTest extends ExplainScenario {

    @Test
    @DisplayName("9.1 what was decided about ended pods and what became of commands, newest first")
    void life() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(COMMANDS, "k", create("c1", "n1", 1, "nginx-a"))
                .at(after(20))
                .add(COMMAND_RESULTS, "k", answer("c1", "n1", 1, CommandOutcome.DONE, ""))
                .add(
                        DECISIONS,
                        "k",
                        decision("d2", ActionType.DELETE, "n1", "nginx-a", "FAILED_POD")
                                .setAt(after(30))
                                .build())
                .add(COMMANDS, "k", delete("c2", "n1", 2, "nginx-a", "FAILED_POD"))
                .at(after(31))
                .add(COMMAND_RESULTS, "k", answer("c2", "n1", 2, CommandOutcome.DONE, ""))
                .add(COMMANDS, "k", create("c3", "n1", 3, "nginx-b"))
                .at(after(40))
                .add(COMMAND_RESULTS, "k", refused("c3"));

        assertThat(text())
                .contains("Events\n"
                        + "  2026-03-01T10:00:40Z  Warning  FailedCreate  Error creating: exceeded quota\n"
                        + "  2026-03-01T10:00:31Z  Normal  SuccessfulDelete  Deleted pod: nginx-a\n"
                        + "  2026-03-01T10:00:30Z  Warning  FailedDaemonPod  Found failed daemon pod default/nginx-a on node"
                        + " n1, will try to kill it\n"
                        + "  2026-03-01T10:00:20Z  Normal  SuccessfulCreate  Created pod: nginx-a\n");
        JsonNode first = QueryJson.mapper().valueToTree(whole()).path("events").path(0);
        assertThat(first.path("type").asText()).isEqualTo("Warning");
        assertThat(first.path("reason").asText()).isEqualTo("FailedCreate");
        assertThat(first.path("at").asText()).isEqualTo("2026-03-01T10:00:40Z");
    }

    private static CommandResult refused(String id) {
        CommandResult answer = answer(id, "n1", 3, CommandOutcome.FAILED, "Forbidden");
        answer.getResult().setMessage("exceeded quota");
        return answer;
    }

    @Test
    @DisplayName("9.1 a superseded command and one that is not answered yet make no event")
    void silent() throws SQLException {
        valid(daemonSet(PLAIN));
        log.add(COMMANDS, "k", create("c1", "n1", 1, "nginx-a"))
                .add(COMMANDS, "k", create("c2", "n2", 1, "nginx-b"))
                .add(COMMAND_RESULTS, "k", answer("c2", "n2", 1, CommandOutcome.SUPERSEDED, "Superseded"));

        assertThat(text()).contains("Events\n  none so far\n");
    }

    @Test
    @DisplayName("C25 a selector that is empty is warned of")
    void selectingAll() throws SQLException {
        valid(daemonSet(PLAIN).setSelector(new LabelSelector(new TreeMap<>(), List.of())));

        assertThat(whole().events())
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("SelectingAll"));
    }

    @Test
    @DisplayName("9.1 the last ten events are told")
    void many() throws SQLException {
        valid(daemonSet(PLAIN));
        for (int i = 1; i <= 15; i++) {
            log.add(COMMANDS, "k", create("c" + i, "n" + i, 1, "nginx-" + i))
                    .at(after(i))
                    .add(COMMAND_RESULTS, "k", answer("c" + i, "n" + i, 1, CommandOutcome.DONE, ""));
        }

        assertThat(whole().events())
                .hasSize(10)
                .first()
                .satisfies(event -> assertThat(event.message()).isEqualTo("Created pod: nginx-15"));
    }
}
