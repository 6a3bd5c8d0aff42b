package io.rollcall.projector.query;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;

import io.rollcall.events.Cause;
import io.rollcall.events.ClockTicked;
import io.rollcall.events.DaemonSetObserved;
import io.rollcall.events.JournalRecord;
import io.rollcall.events.NodeObserved;
import io.rollcall.events.PodObserved;
import io.rollcall.events.topics.Topic;
import io.rollcall.events.topics.TopicNames;
import io.rollcall.projector.Records;
import org.jspecify.annotations.Nullable;

/** Events, and the records that the Router makes of them in the journal; each answers where it stands there. */
final class Journal {

    private final Records log;

    Journal(Records log) {
        this.log = log;
    }

    long node(NodeObserved.Builder node) {
        NodeObserved built = node.build();
        log.add(NODE_EVENTS, built.getName(), event(node));
        return append(built.getName(), cause(NODE_EVENTS), built);
    }

    long pod(PodObserved.Builder pod) {
        PodObserved built = pod.build();
        log.add(POD_EVENTS, "default/" + built.getName(), event(pod));
        return append("default/" + built.getName(), cause(POD_EVENTS), built);
    }

    /** A pod that a new list does not mention: the cause is no event of its own. */
    long unlisted(PodObserved.Builder pod) {
        PodObserved built = pod.build();
        return append("default/" + built.getName(), new Cause("rollcall.pod-events", 0, 99_999L, "relist"), built);
    }

    long daemonSet(DaemonSetObserved.Builder daemonSet) {
        log.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet));
        return append("default/nginx", cause(DAEMON_SET_EVENTS), daemonSet.build());
    }

    long tick() {
        return append("tick", null, new ClockTicked());
    }

    long append(String key, @Nullable Cause cause, Object body) {
        log.add(JOURNAL, key, new JournalRecord(cause, null, body));
        return end();
    }

    /** Offset of the last record. */
    long end() {
        return log.lastOffset(JOURNAL);
    }

    private Cause cause(Topic<?> topic) {
        return new Cause(TopicNames.standard().of(topic), 0, log.lastOffset(topic), "e");
    }
}
