package io.rollcall.projector.past;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class RetentionOnPostgresTest extends RetentionTest {

    @Override
    View view() throws SQLException {
        return new View(Postgres.freshView());
    }
}
