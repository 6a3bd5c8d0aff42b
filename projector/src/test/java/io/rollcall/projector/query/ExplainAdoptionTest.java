package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.AdoptPod;
import io.rollcall.events.Command;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.PodRef;
import io.rollcall.events.SlotRef;
import io.rollcall.projector.Records;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.PodView;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A node runs a pod that nobody owns and that the DaemonSet is to adopt. */
class ExplainAdoptionTest extends ExplainScenario {

    private static final String STATE =
            "node n1 runs pod orphan, which nobody owns and the selector of default/nginx matches: ";

    @BeforeEach
    void orphan() {
        applied("");
        log.add(NODE_EVENTS, "n1", event(node("n1")))
                .add(POD_EVENTS, "default/orphan", event(running("orphan", "n1").setController(null)));
    }

    private void adopt() {
        log.add(
                COMMANDS,
                "k",
                Command.newBuilder()
                        .setCommandId("0-7-0")
                        .setSlot(new SlotRef(NGINX, "n1"))
                        .setSlotSeq(1)
                        .setDecidedAt(Records.START)
                        .setJournal(place(7L))
                        .setReason("SELECTED_ORPHAN")
                        .setWish(new AdoptPod(new PodRef("orphan", "uid-orphan"), null))
                        .build());
    }

    @Test
    @DisplayName("the pod is the slot's before the adoption is answered, and before it is decided")
    void notAnswered() throws SQLException {
        assertThat(firstLine(slot("n1"))).isEqualTo(STATE + "it is to be adopted");
        adopt();
        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer)).isEqualTo(STATE + "the command to adopt it is not answered yet");
        assertThat(answer.code()).isEqualTo("ADOPT_OPEN");
        assertThat(answer.pods()).extracting(PodView::name).containsExactly("orphan");
        assertThat(firstLine(whole()))
                .isEqualTo(
                        "default/nginx runs on 1 of 1 node that should run it, on 1 of them a pod still to be adopted:"
                                + " on n1, its pod is Ready and still to be adopted");
    }

    @Test
    @DisplayName("a refused adoption says so, and why")
    void refused() throws SQLException {
        adopt();
        log.add(COMMAND_RESULTS, "k", answer("0-7-0", "n1", 1, CommandOutcome.FAILED, "Forbidden"));
        Explanation.OfSlot answer = slot("n1");
        assertThat(answer.code()).isEqualTo("ADOPT_REFUSED");
        assertThat(answer.standing()).isEqualTo("PROBLEM");
        assertThat(firstLine(answer)).isEqualTo(STATE + "adopting it was refused, Forbidden");
    }

    @Test
    @DisplayName("an orphan that the selector does not match, or that terminates, is not the slot's")
    void ofNobody() throws SQLException {
        log.add(
                POD_EVENTS,
                "default/orphan",
                event(running("orphan", "n1")
                        .setController(null)
                        .setResourceVersion("3")
                        .setDeletedAt(after(100))));
        assertThat(slot("n1").code()).isEqualTo("MISSING");
        log.add(
                POD_EVENTS,
                "default/other",
                event(running("other", "n1").setController(null).setLabels(new TreeMap<>(Map.of("app", "other")))));
        assertThat(slot("n1").pods()).isEmpty();
    }
}
