package io.rollcall.projector.past;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.view.ViewLocation;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class FillingOnPostgresTest extends FillingTest {

    @Override
    ViewLocation location(String name) throws SQLException {
        return Postgres.freshView();
    }
}
