package io.rollcall.projector.web.resource;

import io.rollcall.projector.lists.Items;
import io.rollcall.projector.lists.Listed;
import io.rollcall.projector.lists.Part;
import io.rollcall.projector.lists.ViewLists;
import io.rollcall.projector.web.http.Endpoint;
import io.rollcall.projector.web.http.Page;
import io.rollcall.projector.web.http.Parameter;
import io.rollcall.projector.web.http.Parameters;
import io.rollcall.projector.web.http.Request;
import io.rollcall.projector.web.http.Resource;
import java.sql.SQLException;
import java.util.List;

/** Lists that are shown as the view has them. */
final class Lists implements Resource {

    private static final Parameter OPEN =
            Parameter.choice("outcome", "open: only commands that nobody has answered yet.", "open");

    private final ViewLists lists;

    Lists(ViewLists lists) {
        this.lists = lists;
    }

    private interface Question<T> {
        List<Listed<T>> read(Request request, Part part) throws SQLException;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                list(
                        "slots",
                        "DaemonSets on nodes, from the first decision on: the highest command and the last decision of each.",
                        Items.Slot.class,
                        (request, part) -> lists.slots(of(request), part),
                        Parameters.DAEMON_SET,
                        Parameters.NODE),
                list(
                        "revisions",
                        "Revisions of DaemonSets that are kept.",
                        Items.Revision.class,
                        (request, part) -> lists.revisions(ofDaemonSet(request), part),
                        Parameters.DAEMON_SET),
                list(
                        "commands",
                        "Commands with their answers, the newest first.",
                        Items.Command.class,
                        (request, part) -> lists.commands(of(request), request.choice(OPEN) != null, part),
                        Parameters.DAEMON_SET,
                        Parameters.NODE,
                        OPEN),
                list(
                        "rejected",
                        "Records that could not be used, the newest first.",
                        Items.Rejected.class,
                        (request, part) -> lists.rejected(part)),
                list(
                        "sources",
                        "What sources have reported, by kind and partition.",
                        Items.Source.class,
                        (request, part) -> lists.sources(part)));
    }

    private static <T> Endpoint list(
            String name, String summary, Class<T> item, Question<T> question, Parameter... own) {
        Parameter[] parameters = new Parameter[own.length + 3];
        System.arraycopy(own, 0, parameters, 0, own.length);
        parameters[own.length] = Parameters.AS_OF;
        parameters[own.length + 1] = Parameters.LIMIT;
        parameters[own.length + 2] = Parameters.CONTINUE;
        return Endpoint.list("/api/v1/" + name, summary, item, request -> page(question, request), parameters);
    }

    private static <T> Page<T> page(Question<T> question, Request request) throws SQLException {
        int limit = request.limit();
        Page<Listed<T>> page =
                Page.of(question.read(request, new Part(request.asOf(), limit, request.after())), limit, Listed::key);
        return new Page<>(page.items().stream().map(Listed::item).toList(), page.next());
    }

    private static ViewLists.Of of(Request request) {
        ViewLists.Of daemonSet = ofDaemonSet(request);
        return new ViewLists.Of(daemonSet.namespace(), daemonSet.daemonSet(), request.text(Parameters.NODE));
    }

    private static ViewLists.Of ofDaemonSet(Request request) {
        Request.Name name = request.daemonSet();
        return new ViewLists.Of(name == null ? null : name.namespace(), name == null ? null : name.name(), null);
    }
}
