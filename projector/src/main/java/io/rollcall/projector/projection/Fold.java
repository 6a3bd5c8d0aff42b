package io.rollcall.projector.projection;

import java.sql.SQLException;

/** Turns the records of one topic into rows. Runs inside the projection's transaction; repeating a record changes nothing. */
interface Fold {

    /** Folds a record that has a value or is a tombstone. */
    void fold(LogRecord record) throws SQLException;
}
