package io.rollcall.cli.security;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL server that asks everybody but its administrator for a password. */
final class PostgresWithPasswords implements AutoCloseable {

    private final EmbeddedPostgres server;

    private PostgresWithPasswords(EmbeddedPostgres server) {
        this.server = server;
    }

    /** Starts it; the folder is for its rules. */
    static PostgresWithPasswords start(Path folder) throws IOException {
        Path rules = Files.createTempFile(folder, "pg_hba", ".conf");
        Files.writeString(rules, """
                local all all trust
                host all postgres 127.0.0.1/32 trust
                host all all 127.0.0.1/32 scram-sha-256
                """);
        return new PostgresWithPasswords(EmbeddedPostgres.builder()
                .setServerConfig("fsync", "off")
                .setServerConfig("hba_file", rules.toAbsolutePath().toString())
                .start());
    }

    /** A role with a schema of its own; returns the URL of that schema. */
    String role(String name, String password) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE ROLE " + name + " LOGIN PASSWORD '" + password + "'");
            statement.executeUpdate("CREATE SCHEMA " + name + " AUTHORIZATION " + name);
        }
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?currentSchema=" + name;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
