package io.rollcall.projector.kube;

import io.rollcall.kubeapi.status.Failures;
import io.rollcall.kubeapi.store.Past;
import io.rollcall.projector.query.answer.QueryException;
import io.rollcall.projector.query.read.MomentFinder;
import io.rollcall.projector.view.ViewDatabase;
import java.sql.Connection;
import java.sql.SQLException;

/** The past as the view has it. Safe for threads. */
public final class ViewPast implements Past {

    private final ViewDatabase view;
    private final KnownVersions versions = new KnownVersions();

    /** Reads this view. */
    public ViewPast(ViewDatabase view) {
        this.view = view;
    }

    @Override
    public Snapshot at(String moment) {
        try (Connection connection = view.reader()) {
            MomentFinder finder = MomentFinder.of(moment);
            PastReading reading = new PastReading(view, finder.tables(connection), versions);
            return new Snapshot(new PastResources(reading, moment), finder.time(connection));
        } catch (QueryException e) {
            throw switch (e.kind()) {
                case BAD_QUESTION -> Failures.badRequest(String.valueOf(e.getMessage()));
                case NOT_YET -> Failures.notYet(moment);
                case NOT_FOUND, GONE, UNUSABLE -> Failures.noSuchMoment(String.valueOf(e.getMessage()));
            };
        } catch (SQLException e) {
            throw Failures.unavailableNow("the view cannot be read: " + e.getMessage());
        }
    }
}
