package io.rollcall.projector;

import io.rollcall.projector.projection.Projection;
import io.rollcall.projector.view.ViewDatabase;
import io.rollcall.projector.view.ViewLocation;
import io.rollcall.projector.view.ViewSchema;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A view in a folder, with its projection, and questions to its tables. */
public final class View implements AutoCloseable {

    public final ViewDatabase database;
    public final Projection projection;

    public View(Path folder) throws SQLException {
        this(new ViewLocation.SqliteFile(folder.resolve("view.db")));
    }

    public View(ViewLocation location) throws SQLException {
        database = ViewDatabase.open(location);
        projection = new Projection(database);
    }

    public View fold(Records records) throws SQLException {
        projection.apply(records.batch());
        return this;
    }

    /** The rows of a query, columns with | between. */
    public List<String> rows(String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection reader = database.reader();
                Statement statement = reader.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            while (row.next()) {
                StringBuilder text = new StringBuilder();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    text.append(i == 1 ? "" : "|").append(text(row, i));
                }
                rows.add(text.toString());
            }
        }
        return rows;
    }

    /** What is true is 1, as SQLite has it. */
    private static @Nullable String text(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof Boolean truth ? (truth ? "1" : "0") : row.getString(column);
    }

    /** The names of all tables. */
    public Collection<String> tables() throws SQLException {
        try (Connection reader = database.reader()) {
            return ViewSchema.tables(reader, database.dialect());
        }
    }

    /** All rows of all tables, sorted, each with the name of its table before it. */
    public List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table : tables()) {
            rows("SELECT * FROM " + table).stream()
                    .map(row -> table + ": " + row)
                    .sorted()
                    .forEach(rows::add);
        }
        return rows;
    }

    /** Changes the database behind the projection's back. */
    public void execute(String sql) throws SQLException {
        try (Statement statement = database.writer().createStatement()) {
            statement.executeUpdate(sql);
        }
        database.writer().commit();
    }

    @Override
    public void close() {
        database.close();
    }
}
