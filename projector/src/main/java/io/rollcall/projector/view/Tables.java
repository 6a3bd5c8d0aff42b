package io.rollcall.projector.view;

import java.util.Optional;

/**
 * The tables of {@code schema.sql} by name, for queries: as they are, or as they were at a moment. The same query reads both; nothing of
 * what it says changes but the names after FROM and JOIN.
 */
public final class Tables {

    /** As the log has it up to the offsets of the view. */
    public static final Tables NOW = new Tables(Optional.empty());

    private final Optional<Moment> moment;

    private Tables(Optional<Moment> moment) {
        this.moment = moment;
    }

    /** As of a moment. */
    public static Tables asOf(Moment moment) {
        return new Tables(Optional.of(moment));
    }

    /** The moment; empty for now. */
    public Optional<Moment> moment() {
        return moment;
    }

    /** What to write after FROM or JOIN for a table; it goes by its own name in the query. */
    public String of(String table) {
        return of(table, table);
    }

    /** As {@link #of(String)}, under another name. */
    public String of(String table, String alias) {
        String source =
                moment.map(past -> "(" + PastTables.select(table, past) + ")").orElse(table);
        return source.equals(alias) ? table : source + " " + alias;
    }
}
