package io.rollcall.cli.up;

import io.rollcall.cli.console.Terminal;
import io.rollcall.projector.app.ProjectorApp;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the view as it changes: a table that is redrawn in place on a terminal, a line for each change elsewhere. When everything has come
 * to rest it says so once, with the reason of each node that goes without. For one thread.
 */
final class LiveView {

    private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);

    private static final long PAUSE_MILLIS = 150;

    /** How long nothing may change before it counts as rest: what is being decided may not be in the view yet. */
    private static final int LOOKS_AT_REST = 3;

    private final PrintWriter out;
    private final boolean terminal;
    private final ProjectorApp projector;
    private final Supplier<Optional<String>> failure;
    private List<String> shown = List.of();
    private List<String> reported = List.of();
    private int linesDrawn;
    private int looksAtRest;

    LiveView(PrintWriter out, boolean terminal, ProjectorApp projector, Supplier<Optional<String>> failure) {
        this.out = out;
        this.terminal = terminal;
        this.projector = projector;
        this.failure = failure;
    }

    /**
     * Shows until a component fails for good, which is told, or the thread is interrupted. A look at the view that fails, as it may while
     * the view is built anew, ends nothing: the next one shows what is there.
     */
    Optional<String> run() {
        while (true) {
            Optional<String> broken = failure.get();
            if (broken.isPresent()) {
                return broken;
            }
            try {
                look();
            } catch (SQLException e) {
                LOG.warn("the view cannot be shown now", e);
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException ended) {
                // Taken, not passed on: what follows is an orderly end, which has to wait for things.
                return Optional.empty();
            }
        }
    }

    private void look() throws SQLException {
        boolean current = projector.caughtUp();
        Overview overview = Overview.of(projector.lists());
        List<String> lines = terminal ? OverviewTable.lines(overview) : OverviewTable.plain(overview);
        boolean changed = !lines.equals(shown);
        looksAtRest = current && !changed && overview.converged() ? looksAtRest + 1 : 0;
        List<String> report = reported;
        if (looksAtRest == LOOKS_AT_REST && !overview.daemonSets().isEmpty()) {
            report = Overview.report(overview, projector.explain());
        }
        if (terminal) {
            if (changed || !report.equals(reported)) {
                redraw(lines, report);
            }
        } else {
            append(lines, changed, report);
        }
        shown = lines;
        reported = report;
    }

    private void append(List<String> lines, boolean changed, List<String> report) {
        if (changed) {
            lines.stream().filter(line -> !shown.contains(line)).forEach(out::println);
        }
        if (!report.equals(reported)) {
            report.forEach(out::println);
        }
        out.flush();
    }

    private void redraw(List<String> lines, List<String> report) {
        List<String> all = new ArrayList<>(lines);
        if (!report.isEmpty()) {
            all.add("");
            all.addAll(report);
        }
        Terminal size = Terminal.size();
        int room = Math.max(1, size.rows() - 1);
        if (all.size() > room) {
            all = new ArrayList<>(all.subList(0, room - 1));
            all.add("… more than fits here");
        }
        if (linesDrawn > 0) {
            out.print("\u001b[" + linesDrawn + "A\r\u001b[J");
        }
        for (String line : all) {
            out.println(line.length() > size.columns() ? line.substring(0, size.columns() - 1) + "…" : line);
        }
        linesDrawn = all.size();
        out.flush();
    }
}
