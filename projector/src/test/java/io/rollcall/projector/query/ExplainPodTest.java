package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.rollcall.events.ActionType;
import io.rollcall.events.ChangeType;
import io.rollcall.events.DaemonSetRef;
import io.rollcall.events.Decision;
import io.rollcall.events.OwnerReference;
import io.rollcall.events.PodObserved;
import io.rollcall.events.ResourceKind;
import io.rollcall.events.SourcePosition;
import io.rollcall.projector.query.answer.AsOf;
import io.rollcall.projector.query.answer.Explanation;
import io.rollcall.projector.query.answer.PodAgency;
import io.rollcall.projector.query.answer.PodAgency.By;
import io.rollcall.projector.query.answer.PodMoment;
import io.rollcall.projector.query.answer.QueryException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why a pod was created and deleted, and by whom. */
class ExplainPodTest extends ExplainScenario {

    private Journal journal = new Journal(log);
    private String creation = "";

    @BeforeEach
    void world() {
        journal = new Journal(log);
        journal.append("default/early", null, pod("early", "n1", 1).build());
        journal.append("barrier", null, synced(ResourceKind.POD));
        journal.daemonSet(daemonSet(PLAIN));
        journal.node(node("n1"));
    }

    private Explanation.OfPod told(String name) throws SQLException {
        return told(name, AsOf.NOW);
    }

    private Explanation.OfPod told(String name, AsOf asOf) throws SQLException {
        view.fold(log);
        return explain.explainPod("default", name, asOf);
    }

    /** Rollcall decides at the last record of the journal. */
    private void decides(ActionType action, String pod, String reason, Map<String, String> detail) {
        String id = "0-" + journal.end() + "-0";
        log.add(
                DECISIONS,
                "default/nginx",
                decided(id, action, pod, reason, detail).setCommandId(id).build());
    }

    private Decision.Builder decided(
            String id, ActionType action, String pod, String reason, Map<String, String> detail) {
        return decision(id, action, "n1", pod, reason)
                .setJournal(place(journal.end()))
                .setDetail(new TreeMap<>(detail))
                .setPodUid(action == ActionType.CREATE ? null : "uid-" + pod);
    }

    private PodObserved.Builder made(String name, long version) {
        return pod(name, "n1", version).setCommandId("0-" + journal.end() + "-0");
    }

    private PodObserved.Builder terminating(String name, long version) {
        return pod(name, "n1", version).setDeletedAt(after(500));
    }

    private PodObserved.Builder gone(String name, long version) {
        return terminating(name, version).setChange(ChangeType.DELETED);
    }

    /** A pod that Rollcall created. */
    private void created(String name) {
        creation = "0-" + journal.end() + "-0";
        decides(ActionType.CREATE, name, "MISSING_POD", Map.of());
        journal.pod(made(name, 1));
    }

    private By deletedBy(String name) throws SQLException {
        return Objects.requireNonNull(told(name).deleted()).by();
    }

    @Test
    @DisplayName("Rollcall created it and deleted it: decisions, what had happened, its life and its successor")
    void rollcall() throws SQLException {
        created("nginx-a");
        journal.pod(running("nginx-a", "n1"));
        long tainted = journal.node(node("n1", "uid-n1", 2).setTaints(taints(taint("gpu", "NoExecute"))));
        decides(
                ActionType.DELETE,
                "nginx-a",
                "NOT_ELIGIBLE",
                Map.of("obstacle", "UNTOLERATED_TAINT", "key", "gpu", "value", "", "effect", "NoExecute"));
        journal.pod(terminating("nginx-a", 3));
        long last = journal.pod(gone("nginx-a", 4));
        journal.node(node("n1", "uid-n1", 5));
        created("nginx-b");

        Explanation.OfPod answer = told("nginx-a");
        assertThat(answer.state()).isEqualTo("GONE");
        assertThat(answer.created().by()).isEqualTo(By.ROLLCALL);
        assertThat(answer.created().because()).isEqualTo("node n1 came");
        PodAgency deleted = Objects.requireNonNull(answer.deleted());
        assertThat(deleted.by()).isEqualTo(By.ROLLCALL);
        assertThat(deleted.because()).isEqualTo("node n1: taint gpu:NoExecute added");
        assertThat(Objects.requireNonNull(deleted.decision()).journal().offset())
                .isEqualTo(tainted);
        assertThat(answer.verdict())
                .startsWith("pod nginx-a of default/nginx on node n1 is gone since ")
                .endsWith(
                        ": Rollcall deleted it: NOT_ELIGIBLE: taint gpu:NoExecute is not tolerated, after node n1: taint"
                                + " gpu:NoExecute added; pod nginx-b took its place");
        assertThat(answer.timeline())
                .extracting(PodMoment::what)
                .containsExactly("DECIDED", "CREATED", "READY", "DECIDED", "TERMINATING", "DELETED", "REPLACED");
        assertThat(told("nginx-b").replaces()).isEqualTo("nginx-a");
        assertThat(ExplanationText.of(answer))
                .contains("\nCreated\n")
                .contains("  pod nginx-b took its place\n")
                .contains("journal-0@" + last + "  was deleted; rollcall.pod-events-0@");

        Explanation.OfPod then = told("nginx-a", AsOf.parse("journal-0@" + (tainted - 1)));
        assertThat(then.deleted()).isNull();
        assertThat(then.replacedBy()).isNull();
        assertThat(then.verdict())
                .isEqualTo(
                        "pod nginx-a of default/nginx is Running and Ready on node n1; Rollcall created it: MISSING_POD,"
                                + " the node should run a pod and has none, after node n1 came");
    }

    @Test
    @DisplayName("a failed pod that Rollcall deletes after its back-off: why it failed, and that time was over")
    void failed() throws SQLException {
        created("nginx-a");
        journal.pod(pod("nginx-a", "n1", 2).setPhase("Failed").setReason("Evicted"));
        journal.tick();
        decides(ActionType.DELETE, "nginx-a", "FAILED_POD", Map.of());
        journal.pod(gone("nginx-a", 3).setPhase("Failed").setReason("Evicted"));

        Explanation.OfPod answer = told("nginx-a");
        assertThat(answer.verdict())
                .endsWith(
                        ": Rollcall deleted it: FAILED_POD, the pod has failed (Evicted), after its waiting time was over");
        assertThat(answer.timeline()).extracting(PodMoment::what).contains("FAILED", "DELETED");
    }

    @Test
    @DisplayName("a person deleted it; what Rollcall decides about it later does not make it Rollcall's doing")
    void person() throws SQLException {
        created("nginx-a");
        journal.pod(terminating("nginx-a", 2));
        journal.tick();
        decides(ActionType.DELETE, "nginx-a", "ROLLING_UPDATE", Map.of());
        assertThat(told("nginx-a").verdict())
                .contains(" is terminating since ")
                .contains("a person or a program deleted it");
        assertThat(deletedBy("nginx-a")).isEqualTo(By.PERSON);
    }

    @Test
    @DisplayName("its DaemonSet is gone, or being deleted: garbage collection")
    void garbageCollection() throws SQLException {
        created("nginx-a");
        journal.daemonSet(daemonSet(PLAIN).setResourceVersion("11").setDeletedAt(after(100)));
        journal.pod(terminating("nginx-a", 2));
        assertThat(deletedBy("nginx-a")).isEqualTo(By.GARBAGE_COLLECTION);
        assertThat(told("nginx-a").verdict())
                .contains("garbage collection deleted it: its owner DaemonSet default/nginx is being deleted since");

        journal.daemonSet(daemonSet(PLAIN).setResourceVersion("12").setChange(ChangeType.DELETED));
        journal.pod(gone("nginx-a", 3));
        assertThat(told("nginx-a").verdict()).contains("its owner DaemonSet default/nginx was deleted at");
    }

    @Test
    @DisplayName("its node is gone: pod garbage collection; a taint NoExecute on its node: taint eviction, or a person")
    void nodes() throws SQLException {
        created("nginx-a");
        journal.node(node("n1", "uid-n1", 2).setTaints(taints(taint("gpu", "NoExecute"))));
        journal.pod(terminating("nginx-a", 2));
        assertThat(deletedBy("nginx-a")).isEqualTo(By.TAINT_EVICTION);
        assertThat(told("nginx-a").verdict()).contains("its node has taint gpu:NoExecute");

        created("nginx-b");
        journal.node(node("n1", "uid-n1", 3).setChange(ChangeType.DELETED));
        journal.pod(gone("nginx-b", 2));
        assertThat(deletedBy("nginx-b")).isEqualTo(By.POD_GC);
    }

    @Test
    @DisplayName("what a pod's last kubelet said is told together with that its node is gone")
    void leftBehind() throws SQLException {
        created("nginx-a");
        journal.pod(running("nginx-a", "n1"));
        journal.node(node("n1", "uid-n1", 3).setChange(ChangeType.DELETED));
        assertThat(told("nginx-a").verdict())
                .startsWith(
                        "pod nginx-a of default/nginx is Running and Ready on node n1, although node n1 was deleted at ");
    }

    @Test
    @DisplayName("a later list does not have it: nobody was watching")
    void unwatched() throws SQLException {
        created("nginx-a");
        journal.unlisted(pod("nginx-a", "n1", 1).setChange(ChangeType.DELETED));
        assertThat(deletedBy("nginx-a")).isEqualTo(By.UNKNOWN);
        assertThat(told("nginx-a").verdict()).contains("while its cluster was not watched");
    }

    @Test
    @DisplayName("it was there before Rollcall")
    void before() throws SQLException {
        Explanation.OfPod answer = told("early");
        assertThat(answer.created().by()).isEqualTo(By.BEFORE_ROLLCALL);
        assertThat(answer.verdict())
                .isEqualTo(
                        "pod early of default/nginx is Pending on node n1; it was there before Rollcall first saw the"
                                + " cluster, created at 2026-03-01T10:00:00Z");
    }

    @Test
    @DisplayName("a person created it without an owner; Rollcall adopted it, and released it")
    void adopted() throws SQLException {
        journal.pod(running("stray", "n1").setController(null));
        decides(ActionType.ADOPT, "stray", "SELECTED_ORPHAN", Map.of());
        journal.pod(running("stray", "n1").setResourceVersion("3"));
        decides(ActionType.RELEASE, "stray", "NOT_SELECTED", Map.of());
        journal.pod(running("stray", "n1").setResourceVersion("4").setController(null));

        Explanation.OfPod answer = told("stray");
        assertThat(answer.created().by()).isEqualTo(By.PERSON);
        assertThat(answer.daemonSet()).isEqualTo("default/nginx");
        assertThat(answer.timeline())
                .extracting(PodMoment::text)
                .anyMatch(text -> text.startsWith("Rollcall decides to adopt it: SELECTED_ORPHAN"))
                .contains("has another owner")
                .anyMatch(text -> text.startsWith("Rollcall decides to release it: NOT_SELECTED"))
                .contains("has no owner any more");
    }

    /** Created for the DaemonSet ds-1, orphaned when that went, adopted by ds-2 of the same name. */
    private void adoptedByTheNext(int partition) throws SQLException {
        DaemonSetRef next = new DaemonSetRef("default", "nginx", "ds-2");
        created("nginx-a");
        journal.pod(running("nginx-a", "n1").setCommandId(creation).setResourceVersion("2"));
        journal.daemonSet(daemonSet(PLAIN).setResourceVersion("12").setChange(ChangeType.DELETED));
        PodObserved.Builder orphan = running("nginx-a", "n1")
                .setCommandId(creation)
                .setResourceVersion("3")
                .setController(null);
        journal.pod(orphan);
        log.in(partition);
        if (partition > 0) {
            journal.append("barrier", null, synced(ResourceKind.POD));
        }
        journal.daemonSet(daemonSet(PLAIN).setUid("ds-2").setResourceVersion("13"));
        journal.node(node("n1"));
        if (partition > 0) {
            journal.append("default/nginx-a", null, orphan.build());
        }
        String id = partition + "-" + journal.end() + "-0";
        log.add(
                DECISIONS,
                "default/nginx",
                decision(id, ActionType.ADOPT, "n1", "nginx-a", "SELECTED_ORPHAN")
                        .setDaemonSet(next)
                        .setPodUid("uid-nginx-a")
                        .setJournal(new SourcePosition("rollcall.journal", partition, journal.end()))
                        .setCommandId(id)
                        .build());
        journal.pod(running("nginx-a", "n1")
                .setCommandId(creation)
                .setResourceVersion("4")
                .setController(new OwnerReference("apps/v1", "DaemonSet", "nginx", "ds-2")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @DisplayName(
            "a pod that the next DaemonSet of the name adopted was created by the one before, and why; also in another partition")
    void adoptedFromAnother(int partition) throws SQLException {
        adoptedByTheNext(partition);
        Explanation.OfPod answer = told("nginx-a");
        assertThat(answer.created().by()).isEqualTo(By.ROLLCALL);
        assertThat(answer.created().decision()).isNotNull();
        assertThat(answer.verdict())
                .isEqualTo(
                        "pod nginx-a of default/nginx is Running and Ready on node n1; Rollcall created it: MISSING_POD,"
                                + " the node should run a pod and has none, after node n1 came");
        assertThat(answer.timeline())
                .extracting(PodMoment::what, PodMoment::journal)
                .startsWith(tuple("DECIDED", "journal-0@" + creation.split("-")[1]));
        assertThat(answer.timeline())
                .extracting(PodMoment::text)
                .anyMatch(text -> text.startsWith("Rollcall decides to create it: MISSING_POD"))
                .anyMatch(text -> text.startsWith("Rollcall decides to adopt it: SELECTED_ORPHAN"));
    }

    @Test
    @DisplayName("another DaemonSet controller created and deleted it; in shadow mode its doing is judged")
    void otherController() throws SQLException {
        journal.pod(pod("theirs", "n1", 1));
        assertThat(told("theirs").created().by()).isEqualTo(By.OTHER_CONTROLLER);
        assertThat(told("theirs").created().text())
                .isEqualTo(
                        "another controller created it for DaemonSet default/nginx, without a command of Rollcall's");

        log.add(
                DECISIONS,
                "default/nginx",
                decided("s-1", ActionType.DELETE, "theirs", "ROLLING_UPDATE", Map.of())
                        .build());
        journal.pod(gone("theirs", 2));
        assertThat(deletedBy("theirs")).isEqualTo(By.OTHER_CONTROLLER);
        assertThat(told("theirs").verdict())
                .contains("another controller deleted it; Rollcall would have too: ROLLING_UPDATE");
    }

    @Test
    @DisplayName(
            "what the view says that it has read can be asked about, a transaction's marker too; the future cannot")
    void position() throws SQLException {
        created("nginx-a");
        told("nginx-a");
        view.execute("UPDATE offsets SET next_offset = next_offset + 1 WHERE topic = 'rollcall.journal'");
        long marker = journal.end() + 1;
        assertThat(explain.explainPod("default", "nginx-a", AsOf.parse("journal-0@" + marker))
                        .state())
                .isEqualTo("PRESENT");
        assertThatThrownBy(() -> explain.explainPod("default", "nginx-a", AsOf.parse("journal-0@" + (marker + 1))))
                .hasMessageContaining("has not been read yet: the view is at journal-0@" + marker);
        assertThatThrownBy(() -> explain.explainPod("default", "nginx-a", AsOf.parse("2999-01-01T00:00:00Z")))
                .hasMessageContaining("2999-01-01T00:00:00Z has not come yet");
    }

    @Test
    @DisplayName("a pod of another kind, and one that never was, are told as such; one of the future is not known yet")
    void notKnown() throws SQLException {
        log.add(
                POD_EVENTS,
                "default/web-1",
                event(pod("web-1", "n1", 1).setController(new OwnerReference("apps/v1", "ReplicaSet", "web", "rs-1"))));
        created("nginx-a");
        assertThatThrownBy(() -> told("web-1"))
                .hasMessage(
                        "pod default/web-1 belongs to a ReplicaSet: Rollcall has no part in it and keeps no history of it");
        assertThatThrownBy(() -> told("nope"))
                .isInstanceOf(QueryException.class)
                .hasMessage(
                        "there is no pod default/nope and never was, as far back as the view goes; of DaemonSets there is"
                                + " nginx-a");
        assertThatThrownBy(() -> told("nginx-a", AsOf.parse("journal-0@1")))
                .hasMessageContaining("no pod default/nginx-a");
    }
}
