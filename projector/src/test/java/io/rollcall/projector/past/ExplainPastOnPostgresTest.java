package io.rollcall.projector.past;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class ExplainPastOnPostgresTest extends ExplainPastTest {

    @Override
    View view(String name) throws SQLException {
        return new View(Postgres.freshView());
    }
}
