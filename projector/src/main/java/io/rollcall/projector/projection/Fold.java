package io.rollcall.projector.projection;

import java.sql.SQLException;

/**
 * Turns the records of one topic into rows. Runs inside the projection's transaction; repeating a record changes nothing.
 *
 * <p>Rows that several topics write are written by key, each topic its own columns: what comes out does not depend on the order in
 * which topics are read.
 */
interface Fold {

    /** Folds a record that has a value or is a tombstone. */
    void fold(LogRecord record) throws SQLException;

    /** Writes what was kept back for the end of the transaction. */
    default void beforeCommit() throws SQLException {}

    /** What was folded since the last commit is undone: what is remembered of the database may be wrong. */
    default void rolledBack() {}
}
