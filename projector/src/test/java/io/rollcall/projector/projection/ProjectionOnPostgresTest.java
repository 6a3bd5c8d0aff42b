package io.rollcall.projector.projection;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.nio.file.Path;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class ProjectionOnPostgresTest extends ProjectionTest {

    @Override
    View view(Path folder) throws SQLException {
        return new View(Postgres.freshView());
    }
}
