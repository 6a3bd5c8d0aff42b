package io.rollcall.projector.past;

import io.rollcall.projector.Postgres;
import io.rollcall.projector.View;

/** The same on PostgreSQL. */
class PastResourcesOnPostgresTest extends PastResourcesTest {

    @Override
    View view(String name) throws Exception {
        return new View(Postgres.freshView());
    }
}
