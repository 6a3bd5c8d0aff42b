package io.rollcall.projector;

import io.rollcall.projector.view.ViewLocation;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server for the tests of this JVM, started when first needed; every view in it has a schema of its own. */
public final class Postgres {

    private static final AtomicInteger VIEWS = new AtomicInteger();
    private static @Nullable EmbeddedPostgres server;

    private Postgres() {}

    private static synchronized EmbeddedPostgres server() {
        EmbeddedPostgres running = server;
        if (running == null) {
            try {
                running = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            EmbeddedPostgres started = running;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    started.close();
                } catch (IOException ignored) {
                    // The JVM ends.
                }
            }));
            server = running;
        }
        return running;
    }

    /** An empty place for a view. */
    public static ViewLocation.PostgresDatabase freshView() throws SQLException {
        String schema = "view_" + VIEWS.incrementAndGet();
        try (Connection connection = server().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE SCHEMA " + schema);
        }
        return new ViewLocation.PostgresDatabase(
                server().getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema, "", "");
    }
}
