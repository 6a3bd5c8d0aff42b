package io.rollcall.projector.matrix;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class MatrixOnPostgresTest extends MatrixTest {

    @Override
    View view(String name) throws SQLException {
        return new View(Postgres.freshView());
    }
}
