package io.rollcall.projector.view;

import java.sql.Connection;
import java.sql.SQLException;

/** The database behind a view: how to connect to it. */
interface ViewServer extends AutoCloseable {

    Dialect dialect();

    /** As people know it. */
    String shown();

    /** A line on what to do with a view that cannot be opened. */
    String mend();

    /** A connection that writes, without auto-commit. */
    Connection connectWriter() throws SQLException;

    /** A connection that only reads, all of it at one moment; the caller closes it. */
    Connection connectReader() throws SQLException;

    /** Until the end of the transaction nobody else declares tables. */
    void lockDeclarations(Connection writer) throws SQLException;

    @Override
    void close();
}
