package io.rollcall.projector.past;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.view.ViewLocation;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class KillOnPostgresTest extends KillTest {

    @Override
    ViewLocation location(String name) throws SQLException {
        return Postgres.freshView();
    }
}
