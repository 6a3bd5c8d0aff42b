package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.CommandOutcome;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.CheckEntry;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.Since;
import io.rollcall.projector.query.answer.SourceEvent;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Since when an answer holds, which event made it so, and what the answer was before. */
class ExplainSinceTest extends ExplainScenario {

    private Journal journal = new Journal(log);

    @BeforeEach
    void journal() {
        journal = new Journal(log);
        for (ResourceKind kind : List.of(
                ResourceKind.NODE, ResourceKind.POD, ResourceKind.DAEMON_SET, ResourceKind.CONTROLLER_REVISION)) {
            journal.append("barrier", null, synced(kind));
        }
    }

    private NodeObserved.Builder labelled(long version, String... labels) {
        TreeMap<String, String> all = new TreeMap<>(Map.of("kubernetes.io/hostname", "n1"));
        for (int i = 0; i < labels.length; i += 2) {
            all.put(labels[i], labels[i + 1]);
        }
        return node("n1", "uid-n1", version).setLabels(all);
    }

    private PodObserved.Builder waiting(long version, String reason) {
        return pod("nginx-a", "n1", version).setReason(reason);
    }

    private Since since() throws SQLException {
        Since since = slot("n1").since();
        assertThat(since).isNotNull();
        return Objects.requireNonNull(since);
    }

    @Test
    @DisplayName("a node that loses its label: the event that took it, not a heartbeat or another label after it")
    void nodeEvent() throws SQLException {
        journal.daemonSet(daemonSet(template("\"nodeSelector\":{\"disk\":\"ssd\"}")));
        journal.node(labelled(1, "disk", "ssd"));
        journal.pod(running("nginx-a", "n1"));
        long taken = journal.node(labelled(2));
        long event = log.lastOffset(NODE_EVENTS);
        journal.pod(running("nginx-a", "n1").setChange(ChangeType.DELETED).setResourceVersion("3"));
        journal.node(labelled(3, "other", "x"));
        log.add(NODE_EVENTS, "n1", event(labelled(4, "other", "x")));

        Explanation.OfSlot answer = slot("n1");
        assertThat(firstLine(answer)).startsWith("node n1 has no pod of default/nginx: node selector disk=ssd");
        Since since = since();
        assertThat(since.journal()).isEqualTo("journal-0@" + taken);
        assertThat(since.text()).isEqualTo("node n1: label disk=ssd removed");
        assertThat(since.orBefore()).isFalse();
        SourceEvent cause = Objects.requireNonNull(since.event());
        assertThat(cause.place()).isEqualTo("rollcall.node-events-0@" + event);
        assertThat(since.before())
                .isEqualTo(new Since.Before(
                        "journal-0@" + (taken - 1),
                        "node n1 runs pod nginx-a of default/nginx: Ready, of the current revision 1"));
        assertThat(ExplanationText.of(answer))
                .contains("Since " + since.at() + "\n  node n1: label disk=ssd removed\n  event rollcall.node-events-0@"
                        + event + " of " + cause.at() + "; journal-0@" + taken + "\n  before, --at journal-0@"
                        + (taken - 1) + ": node n1 runs pod nginx-a");
        assertThat(((Explanation.OfSlot)
                                explain.explain("default", "nginx", "n1", AsOf.parse("journal-0@" + (taken - 1))))
                        .verdict())
                .isEqualTo(Objects.requireNonNull(since.before()).verdict());
    }

    @Test
    @DisplayName("a template that comes to ask for a label: the DaemonSet's event, with the field that changed")
    void daemonSetEvent() throws SQLException {
        journal.node(labelled(1));
        journal.daemonSet(daemonSet(PLAIN));
        long changed = journal.daemonSet(daemonSet(template("\"nodeSelector\":{\"disk\":\"ssd\"}"))
                .setGeneration(2)
                .setResourceVersion("11"));

        Since since = since();
        assertThat(since.journal()).isEqualTo("journal-0@" + changed);
        assertThat(since.text())
                .isEqualTo(
                        "DaemonSet default/nginx, generation 2: spec.template.spec.nodeSelector={\"disk\":\"ssd\"} added");
        assertThat(Objects.requireNonNull(since.before()).verdict())
                .isEqualTo(
                        "node n1 has no pod of default/nginx yet: the node should run one, no create is decided so far");
    }

    @Test
    @DisplayName("each check that fails has a since of its own; the verdict's taint counts, not the first one")
    void eachCheck() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1", "uid-n1", 1));
        log.at(after(100));
        journal.node(node("n1", "uid-n1", 2).setTaints(taints(taint("a", "NoSchedule"))));
        log.at(after(200));
        journal.node(node("n1", "uid-n1", 3).setTaints(taints(taint("a", "NoSchedule"), taint("b", "NoExecute"))));

        Explanation.OfSlot answer = slot("n1");
        assertThat(answer.checks().stream().filter(check -> check.name().equals("taint")))
                .extracting(check -> Objects.requireNonNull(check.since()).text())
                .containsExactly("node n1: taint a:NoSchedule added", "node n1: taint b:NoExecute added");
        CheckEntry failed = Objects.requireNonNull(answer.failed());
        assertThat(failed.text()).isEqualTo("taint b:NoExecute is not tolerated");
        assertThat(answer.since()).isEqualTo(failed.since());
    }

    @Test
    @DisplayName("wordings of one trouble that alternate are one trouble; another trouble is another answer")
    void oneTrouble() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1"));
        journal.pod(waiting(1, "ContainerCreating"));
        long first = journal.pod(waiting(2, "ErrImagePull"));
        journal.pod(waiting(3, "ImagePullBackOff"));
        journal.pod(waiting(4, "ErrImagePull"));
        assertThat(since().journal()).isEqualTo("journal-0@" + first);
        assertThat(since().text()).isEqualTo("pod nginx-a: ErrImagePull");

        long second = journal.pod(waiting(5, "0/1 nodes are available: 1 Insufficient cpu."));
        assertThat(since().journal()).isEqualTo("journal-0@" + second);
    }

    @Test
    @DisplayName("what time alone brings about has the time at which it did, and the event that it was counted from")
    void byTime() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN).setMinReadySeconds(30));
        journal.node(node("n1"));
        long ready = journal.pod(running("nginx-a", "n1"));
        log.at(after(60));
        journal.tick();

        Explanation.OfSlot answer = slot("n1");
        assertThat(answer.code()).isEqualTo("RUNNING");
        Since since = since();
        assertThat(since.at()).isEqualTo(after(35));
        assertThat(since.journal()).isEqualTo("journal-0@" + ready);
        assertThat(since.text()).startsWith("time passed since ").endsWith(", when pod nginx-a came, Running");
        assertThat(Objects.requireNonNull(since.before()).verdict()).contains("is Ready, and available from");
    }

    @Test
    @DisplayName("while the journal is behind nothing is said; nor of what the view has forgotten")
    void unknown() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1", "uid-n1", 1));
        log.add(NODE_EVENTS, "n1", event(node("n1", "uid-n1", 2).setTaints(taints(taint("a", "NoSchedule")))));
        assertThat(slot("n1").code()).isEqualTo("UNTOLERATED_TAINT");
        assertThat(slot("n1").since()).isNull();

        journal.node(node("n1", "uid-n1", 3).setTaints(taints(taint("a", "NoSchedule"))));
        assertThat(since().orBefore()).isFalse();
        view.execute("INSERT INTO meta VALUES ('history_since', '" + ViewTime.micros(after(1000)) + "')");
        assertThat(since().orBefore()).isTrue();
        assertThat(ExplanationText.of(slot("n1"))).contains(", or before: the view goes back no further\n");
    }

    @Test
    @DisplayName("no pod where one should be: an open command says why, a refused one, a back-off; else nothing does")
    void withoutPod() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1"));
        assertThat(failed()).isEqualTo("pods: there is no pod");

        log.add(COMMANDS, "k", create("0-7-0", "n1", 1, "nginx-a"));
        assertThat(failed()).isEqualTo("command: the last command, number 1 to create nginx-a, is not answered yet");

        log.add(COMMAND_RESULTS, "k", answer("0-7-0", "n1", 1, CommandOutcome.FAILED, "Forbidden"));
        assertThat(failed()).isEqualTo("command: the last command, number 1 to create nginx-a, was refused: Forbidden");

        log.at(after(2000));
        log.add(COMMANDS, "k", delete("0-9-0", "n1", 2, "nginx-a", "FAILED_POD"))
                .add(COMMAND_RESULTS, "k", answer("0-9-0", "n1", 2, CommandOutcome.DONE, ""))
                .add(
                        DECISIONS,
                        "default/nginx",
                        decision("0-9-0", ActionType.DELETE, "n1", "nginx-a", "FAILED_POD")
                                .setAt(after(2005))
                                .build());
        journal.tick();
        log.at(after(2005));
        assertThat(failed()).startsWith("backOff: pods failed here: the next is deleted and replaced after 2026-");
    }

    private String failed() throws SQLException {
        CheckEntry failed = Objects.requireNonNull(slot("n1").failed());
        return failed.name() + ": " + failed.text();
    }

    @Test
    @DisplayName("a node that is gone, a pod that terminates, one that is of an old revision: the check that fails")
    void others() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1"));
        journal.pod(running("nginx-a", "n1").setDeletedAt(after(50)));
        assertThat(failed()).isEqualTo("pod.alive: pod nginx-a is terminating");

        journal.node(node("n1", "uid-n1", 9).setChange(ChangeType.DELETED));
        assertThat(failed()).startsWith("node: node n1 is gone since ");
        assertThat(since().text()).isEqualTo("node n1 was deleted");
    }

    @Test
    @DisplayName("a failed pod whose deletion is commanded is on its way out, not in back-off")
    void failedAndDeleted() throws SQLException {
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1"));
        journal.pod(pod("nginx-a", "n1", 2).setPhase("Failed"));
        log.add(COMMANDS, "k", delete("0-9-0", "n1", 1, "nginx-a", "FAILED_POD"))
                .add(
                        DECISIONS,
                        "default/nginx",
                        decision("0-9-0", ActionType.DELETE, "n1", "nginx-a", "FAILED_POD")
                                .setAt(after(3000))
                                .build());
        Explanation.OfSlot answer = slot("n1");
        assertThat(answer.code()).isEqualTo("FAILED");
        assertThat(answer.standing()).isEqualTo("UNDER_WAY");
        assertThat(answer.verdict())
                .isEqualTo(
                        "pod nginx-a of default/nginx on node n1 has failed: it is being deleted, and is replaced then");
        assertThat(failed()).isEqualTo("command: the last command, number 1 to delete nginx-a, is not answered yet");
    }
}
