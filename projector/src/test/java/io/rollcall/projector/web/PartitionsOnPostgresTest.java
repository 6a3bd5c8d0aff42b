package io.rollcall.projector.web;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.nio.file.Path;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class PartitionsOnPostgresTest extends PartitionsTest {

    @Override
    View view(Path place) throws SQLException {
        return new View(Postgres.freshView());
    }
}
