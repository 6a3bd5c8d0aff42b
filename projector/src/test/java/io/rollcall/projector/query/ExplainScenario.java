package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;

import io.rollcall.events.ControllerRevisionEvent;
import io.rollcall.events.DaemonSetEvent;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.PodEvent;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourceSynced;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.query.answer.Explanation;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A view of a small world whose sources have listed everything; each test adds to its log and asks. */
abstract class ExplainScenario {

    static final String CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

    @TempDir
    private Path folder;

    final Records log = new Records();
    View view;
    ExplainQuery explain;

    @BeforeEach
    void open() throws SQLException {
        view = view(folder);
        explain = new ExplainQuery(view.database);
        log.add(NODE_EVENTS, "barrier", barrier(synced(ResourceKind.NODE)))
                .add(POD_EVENTS, "barrier", new PodEvent("e", Records.START, "", synced(ResourceKind.POD)))
                .add(
                        DAEMON_SET_EVENTS,
                        "barrier",
                        new DaemonSetEvent("e", Records.START, "", synced(ResourceKind.DAEMON_SET)))
                .add(
                        CONTROLLER_REVISION_EVENTS,
                        "barrier",
                        new ControllerRevisionEvent("e", Records.START, "", synced(ResourceKind.CONTROLLER_REVISION)))
                .add(REVISIONS, UID + "/h1", revision("h1", 1));
    }

    View view(Path folder) throws SQLException {
        return new View(folder);
    }

    static SourceSynced synced(ResourceKind kind) {
        return new SourceSynced(kind, 1L, 0, 1);
    }

    @AfterEach
    void close() {
        view.close();
    }

    void applied(String spec) {
        log.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(template(spec))));
    }

    /** What the source says of the DaemonSet, and what of it comes to the journal as it is valid. */
    void valid(DaemonSetObserved.Builder daemonSet) {
        log.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet))
                .add(JOURNAL, UID, new JournalRecord(null, null, daemonSet.build()));
    }

    Explanation.OfDaemonSet whole() throws SQLException {
        view.fold(log);
        return (Explanation.OfDaemonSet) explain.explain("default", "nginx", null);
    }

    String text() throws SQLException {
        return ExplanationText.of(whole());
    }

    Explanation.OfSlot slot(String node) throws SQLException {
        view.fold(log);
        return (Explanation.OfSlot) explain.explain("default", "nginx", node);
    }

    static String firstLine(Explanation explanation) {
        return ExplanationText.of(explanation).lines().findFirst().orElse("");
    }
}
