package io.rollcall.projector.query;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.nio.file.Path;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class ExplainPodOnPostgresTest extends ExplainPodTest {

    @Override
    View view(Path folder) throws SQLException {
        return new View(Postgres.freshView());
    }
}
