package io.rollcall.projector.query;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;
import java.nio.file.Path;
import java.sql.SQLException;

/** The same on PostgreSQL. */
class ExplainBudgetOnPostgresTest extends ExplainBudgetTest {

    @Override
    View view(Path folder) throws SQLException {
        return new View(Postgres.freshView());
    }
}
