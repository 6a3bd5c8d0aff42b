package io.rollcall.projector.web;

import static io.rollcall.events.topics.TopicCatalogue.*;
import static io.rollcall.projector.Given.*;

import io.rollcall.events.ActionType;
import io.rollcall.events.JournalRecord;
import io.rollcall.projector.Records;
import io.rollcall.projector.View;
import io.rollcall.projector.metrics.Traffic;
import io.rollcall.projector.view.Freshness;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server before a small view: DaemonSet nginx, node n1 with a taint, node n2. */
final class Served implements AutoCloseable {

    final Records records = new Records();
    final View view;
    final WebServer web;
    final Asking ask;
    final AtomicInteger rebuilds = new AtomicInteger();
    volatile Freshness freshness = new Freshness(OptionalLong.of(3), "rollcall.journal-0@41", true, null);

    Served(Path folder, WebSettings settings) throws Exception {
        this(new View(folder), settings);
    }

    Served(View empty, WebSettings settings) throws Exception {
        view = empty;
        view.fold(records.add(DAEMON_SET_EVENTS, "default/nginx", event(daemonSet(PLAIN)))
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
                                .build())
                .add(
                        JOURNAL,
                        "default/nginx",
                        new JournalRecord(null, null, running("nginx", "n1").build())));
        web = WebServer.start(settings, view.database, () -> freshness, rebuilds::incrementAndGet, new Traffic());
        ask = new Asking(web.url());
    }

    @Override
    public void close() {
        web.close();
        view.close();
    }
}
