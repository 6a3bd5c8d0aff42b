package io.rollcall.projector.web.resource;

import io.rollcall.projector.lists.ViewLists;
import io.rollcall.projector.matrix.MatrixQuery;
import io.rollcall.projector.query.ExplainQuery;
import io.rollcall.projector.query.ListQuery;
import io.rollcall.projector.query.RunQuery;
import io.rollcall.projector.view.Freshness;
import io.rollcall.projector.view.ViewControl;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.web.http.Resource;
import java.util.List;
import java.util.function.Supplier;

/** All resources. */
public final class Resources {

    private Resources() {}

    /**
     * The resources of a view.
     *
     * @param freshness how far the view is
     * @param control what can be done to it
     */
    public static List<Resource> of(ViewDatabase view, Supplier<Freshness> freshness, ViewControl control) {
        ListQuery lists = new ListQuery(view);
        ExplainQuery explain = new ExplainQuery(view);
        return List.of(
                new DaemonSets(lists),
                new Nodes(lists),
                new Decisions(lists),
                new Runs(new RunQuery(view)),
                new Explanations(explain),
                new PodExplanations(explain),
                new Matrices(new MatrixQuery(view).begin()),
                new Lists(new ViewLists(view)),
                new Streams(view),
                new ViewState(freshness, control),
                new Health(freshness));
    }
}
