package io.rollcall.projector.app;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.view.ViewLocation;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class KillOnPostgresIT extends KillIT {

    @Override
    ViewLocation location(String name) throws SQLException {
        return Postgres.freshView();
    }
}
