package io.rollcall.projector.view;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A PostgreSQL database. Each projector writes with a connection of its own; those of readers are pooled. */
final class PostgresServer implements ViewServer {

    private static final int MOST_READERS = 8;
    private static final long READER_MILLIS = 10_000;
    private static final int LOGIN_SECONDS = 10;
    /** "rollcall" in ASCII: whoever declares the tables of a view holds this advisory lock. */
    private static final long DECLARATIONS = 0x726f6c6c63616c6cL;

    private final ViewLocation.PostgresDatabase location;
    private final HikariDataSource readers;

    PostgresServer(ViewLocation.PostgresDatabase location) {
        this.location = location;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(location.url());
        config.setDataSourceProperties(properties());
        config.setPoolName("view readers");
        config.setReadOnly(true);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        config.setMaximumPoolSize(MOST_READERS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(READER_MILLIS);
        // The server may come later.
        config.setInitializationFailTimeout(-1);
        this.readers = new HikariDataSource(config);
    }

    private Properties properties() {
        Properties properties = new Properties();
        if (!location.user().isEmpty()) {
            properties.setProperty("user", location.user());
        }
        if (!location.password().isEmpty()) {
            properties.setProperty("password", location.password());
        }
        properties.setProperty("ApplicationName", "rollcall-projector");
        properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public String shown() {
        return location.shown();
    }

    @Override
    public String mend() {
        return "start the server, or correct the URL, the user and the password of the view";
    }

    @Override
    public Connection connectWriter() throws SQLException {
        Connection connection = DriverManager.getConnection(location.url(), properties());
        connection.setAutoCommit(false);
        // A row that another projector has just committed is to be seen: offsets are compared under its lock.
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (Statement statement = connection.createStatement()) {
            // A crash of the server may lose the last transactions, never part of one: they are read from the log
            // again.
            statement.execute("SET synchronous_commit = off");
            statement.execute("SET client_min_messages = warning");
        }
        connection.commit();
        return connection;
    }

    @Override
    public Connection connectReader() throws SQLException {
        return readers.getConnection();
    }

    @Override
    public void lockDeclarations(Connection writer) throws SQLException {
        try (Statement statement = writer.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + DECLARATIONS + ")");
        }
    }

    @Override
    public void close() {
        readers.close();
    }
}
