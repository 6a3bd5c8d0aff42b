package io.rollcall.projector.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.projector.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewDatabaseTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("deep").resolve("view.db");
    }

    @Test
    @DisplayName("a view of another schema version is emptied, offsets included, so that it is built again")
    void anotherVersion() throws Exception {
        try (ViewDatabase view = ViewDatabase.open(new ViewLocation.SqliteFile(file), ViewSchema.VERSION - 1)) {
            assertThat(view.rebuilt()).isTrue();
            write(view, "CREATE TABLE from_before (x) STRICT".replace("(x)", "(x TEXT)"));
            write(view, "INSERT INTO offsets VALUES ('t', 0, 7)");
        }
        try (ViewDatabase view = ViewDatabase.open(file)) {
            assertThat(view.rebuilt()).isTrue();
            assertThat(count(view, "SELECT count(*) FROM offsets")).isZero();
            assertThat(count(view, "SELECT count(*) FROM sqlite_schema WHERE name = 'from_before'"))
                    .isZero();
        }
        try (ViewDatabase view = ViewDatabase.open(file)) {
            assertThat(view.rebuilt()).isFalse();
        }
    }

    @Test
    @DisplayName("on PostgreSQL too; a projector of another release that still runs is told so")
    void anotherVersionOnPostgres() throws Exception {
        ViewLocation location = Postgres.freshView();
        try (ViewDatabase old = ViewDatabase.open(location, ViewSchema.VERSION - 1)) {
            write(old, "INSERT INTO offsets VALUES ('t', 0, 7)");
            try (ViewDatabase view = ViewDatabase.open(location)) {
                assertThat(view.rebuilt()).isTrue();
                assertThat(count(view, "SELECT count(*) FROM offsets")).isZero();
            }
            assertThatThrownBy(old::requireVersion)
                    .isInstanceOf(ViewException.class)
                    .hasMessageContaining("is of schema version " + ViewSchema.VERSION + " now")
                    .hasMessageContaining("of one release");
        }
    }

    @Test
    @DisplayName("a schema with other tables is not touched, a server that does not answer is named")
    void foreignSchema() throws Exception {
        ViewLocation.PostgresDatabase location = Postgres.freshView();
        try (Connection connection = DriverManager.getConnection(location.url());
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE accounts (id INTEGER)");
        }
        assertThatThrownBy(() -> ViewDatabase.open(location)).hasMessageContaining("not a view of Rollcall");
        assertThatThrownBy(() -> ViewDatabase.open(
                        new ViewLocation.PostgresDatabase("jdbc:postgresql://127.0.0.1:1/x", "u", "secret")))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/x")
                .hasMessageContaining("start the server")
                .hasMessageNotContaining("secret");
    }

    @Test
    @DisplayName("a view whose version is unset by hand is built anew")
    void unsetByHand() throws Exception {
        try (ViewDatabase view = ViewDatabase.open(file)) {
            write(view, "INSERT INTO offsets VALUES ('t', 0, 7)");
            write(view, "UPDATE meta SET value = '0' WHERE name = 'schema_version'");
        }
        try (ViewDatabase view = ViewDatabase.open(file)) {
            assertThat(view.rebuilt()).isTrue();
            assertThat(count(view, "SELECT count(*) FROM offsets")).isZero();
        }
    }

    @Test
    @DisplayName("a second projector is kept out of the file")
    void secondWriter() {
        ViewDatabase first = ViewDatabase.open(file);
        assertThatThrownBy(() -> ViewDatabase.open(file))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("in use by another projector");
        first.close();
        ViewDatabase.open(file).close();
    }

    @Test
    @DisplayName("somebody else's database is not touched")
    void foreignDatabase() throws Exception {
        Files.createDirectories(folder.resolve("deep"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("CREATE TABLE accounts (id INTEGER)");
        }
        assertThatThrownBy(() -> ViewDatabase.open(file))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining("not a view of Rollcall");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM accounts")) {
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    @DisplayName("a file that is no database is named, with the mend")
    void noDatabase() throws Exception {
        Files.createDirectories(folder.resolve("deep"));
        Files.writeString(file, "this is not a database, only some text that is long enough to be one".repeat(20));
        assertThatThrownBy(() -> ViewDatabase.open(file))
                .isInstanceOf(ViewException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("the file may be removed");
    }

    @Test
    @DisplayName("a reader sees committed rows only and cannot write")
    void reader() throws Exception {
        try (ViewDatabase view = ViewDatabase.open(file);
                Connection reader = view.reader();
                Statement statement = reader.createStatement()) {
            try (Statement writing = view.writer().createStatement()) {
                writing.executeUpdate("INSERT INTO offsets VALUES ('t', 0, 7)");
            }
            assertThat(count(view, "SELECT count(*) FROM offsets")).isZero();
            view.writer().commit();
            assertThat(count(view, "SELECT count(*) FROM offsets")).isOne();
            assertThatThrownBy(() -> statement.executeUpdate("DELETE FROM offsets"))
                    .hasMessageContaining("readonly");
        }
    }

    private static void write(ViewDatabase view, String sql) throws Exception {
        try (Statement statement = view.writer().createStatement()) {
            statement.executeUpdate(sql);
        }
        view.writer().commit();
    }

    private static int count(ViewDatabase view, String sql) throws Exception {
        try (Connection reader = view.reader();
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
