package io.rollcall.projector.projection;

import io.rollcall.events.ChangeType;
import io.rollcall.projector.view.ViewTime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * The events of one kind of Kubernetes object: a row for each object in the kind's table, and the whole objects that the history refers to.
 *
 * @param <P> what decisions read of an object of the kind
 */
abstract class ObjectFold<P extends SpecificRecord> implements Fold {

    private final ObjectRows rows;
    private final Sources sources;
    private final EventObjects objects;

    /**
     * A version of an object, as an event tells it.
     *
     * @param name the parts of its name, as the table has them
     * @param object the whole object
     * @param routed whether the journal gets to know it
     * @param projection what decisions read
     */
    record Version<P>(
            ChangeType change,
            String uid,
            List<String> name,
            String resourceVersion,
            String object,
            boolean routed,
            P projection) {}

    /**
     * @param table name of the table
     * @param name its columns of the name
     * @param columns its columns of the kind
     */
    ObjectFold(
            Statements statements,
            Sources sources,
            EventObjects objects,
            String table,
            List<String> name,
            String columns)
            throws SQLException {
        String names = String.join(", ", name);
        this.rows = new ObjectRows(
                statements,
                table,
                String.join(" = ? AND ", name) + " = ?",
                "uid, " + names + ", resource_version, " + columns
                        + ", object, facts, changed_at, log_partition, log_offset, deleted_at");
        this.sources = sources;
        this.objects = objects;
    }

    /** The body of an event of the kind; empty for a record that is none. */
    abstract Optional<Object> body(SpecificRecord record);

    /** The version in a body; empty when the body is a barrier. */
    abstract Optional<Version<P>> version(Object body);

    /** Values of the columns of the kind, in their order. */
    abstract List<@Nullable Object> values(LogRecord at, P projection) throws SQLException;

    @Override
    public final void fold(LogRecord at) throws SQLException {
        if (!(at.payload() instanceof LogRecord.Value value)) {
            return;
        }
        Optional<Object> body = body(value.record());
        if (body.isEmpty()) {
            return;
        }
        Optional<Version<P>> version = version(body.get());
        if (version.isPresent()) {
            put(at, version.get());
        } else {
            sources.fold(at, body.get(), rows);
        }
    }

    private void put(LogRecord at, Version<P> version) throws SQLException {
        String facts = Facts.digest(version.projection());
        ObjectRows.Judgement judgement =
                rows.judge(at, version.change(), version.uid(), version.resourceVersion(), facts);
        if (judgement.stale()) {
            return;
        }
        if (judgement.appears()) {
            rows.replaceNamesakes(at, version.uid(), version.name());
        }
        if (judgement.news() && version.routed()) {
            objects.keep(at, version.uid(), version.object());
        }
        List<@Nullable Object> row = new ArrayList<>();
        row.add(version.uid());
        row.addAll(version.name());
        row.add(version.resourceVersion());
        row.addAll(values(at, version.projection()));
        row.add(judgement.gone() ? "" : version.object());
        row.add(facts);
        row.add(ViewTime.micros(at.time()));
        row.add(at.partition());
        row.add(at.offset());
        row.add(judgement.gone() ? ViewTime.micros(at.time()) : null);
        rows.put(row.toArray());
    }

    /** Writes the rows that wait, for a query on the table. */
    final void flush() throws SQLException {
        rows.flush();
    }

    @Override
    public final void rolledBack() {
        rows.forget();
    }
}
