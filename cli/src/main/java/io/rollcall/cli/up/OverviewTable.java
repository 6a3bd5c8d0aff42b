package io.rollcall.cli.up;

import io.rollcall.cli.console.TextTable;
import io.rollcall.projector.query.ListQuery.DaemonSetEntry;
import io.rollcall.projector.query.answer.StatusEntry;
import java.util.ArrayList;
import java.util.List;

/** The cluster as a table, in the words of {@code kubectl get}. */
final class OverviewTable {

    private OverviewTable() {}

    static List<String> lines(Overview overview) {
        List<String> lines = new ArrayList<>();
        lines.add("NODES  " + overview.nodes() + ", Ready " + overview.readyNodes()
                + (overview.cordonedNodes() == 0 ? "" : ", cordoned " + overview.cordonedNodes()));
        lines.add("");
        TextTable table =
                new TextTable("NAMESPACE", "NAME", "#DESIRED", "#CURRENT", "#READY", "#UP-TO-DATE", "#AVAILABLE");
        for (DaemonSetEntry daemonSet : overview.daemonSets()) {
            StatusEntry status = daemonSet.status();
            if (status == null) {
                table.row(daemonSet.namespace(), daemonSet.name(), "-", "-", "-", "-", "-");
            } else {
                table.row(
                        daemonSet.namespace(),
                        daemonSet.name(),
                        status.desired(),
                        status.current(),
                        status.ready(),
                        status.updated(),
                        status.available());
            }
        }
        if (overview.daemonSets().isEmpty()) {
            lines.add("no DaemonSets yet: start with --apply FILE");
        } else {
            lines.addAll(table.lines());
        }
        return lines;
    }

    /** One line for a log: what a table would show, without its headings. */
    static List<String> plain(Overview overview) {
        List<String> lines = new ArrayList<>();
        for (DaemonSetEntry daemonSet : overview.daemonSets()) {
            StatusEntry status = daemonSet.status();
            if (status != null) {
                lines.add(
                        daemonSet.namespace() + "/" + daemonSet.name() + ": desired " + status.desired() + ", current "
                                + status.current() + ", ready " + status.ready() + ", up-to-date " + status.updated()
                                + ", available " + status.available()
                                + (status.misscheduled() == 0 ? "" : ", misscheduled " + status.misscheduled()));
            }
        }
        return lines;
    }
}
