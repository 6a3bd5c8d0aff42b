package io.rollcall.projector.lists;

import io.rollcall.projector.query.answer.QueryException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A query for a part of a list. The order is that of key columns, which tell items apart, so that the next part begins exactly behind the
 * last item, however the list has changed meanwhile. For one question.
 */
final class Select<T> {

    private static final String BETWEEN = "\u001f";

    private final String sql;
    private final List<Column> key;
    private final boolean descending;
    private final Reader<T> reader;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** A column that the list is sorted by. */
    record Column(String name, boolean number) {
        static Column text(String name) {
            return new Column(name, false);
        }

        static Column number(String name) {
            return new Column(name, true);
        }
    }

    /** Makes an item of a row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @param sql columns and tables */
    Select(String sql, List<Column> key, boolean descending, Reader<T> reader) {
        this.sql = sql;
        this.key = key;
        this.descending = descending;
        this.reader = reader;
    }

    Select<T> where(String condition, Object... parameters) {
        conditions.add(condition);
        values.addAll(List.of(parameters));
        return this;
    }

    /** As {@link #where}, if there is a value. */
    Select<T> whereIfGiven(String condition, @Nullable Object parameter) {
        return parameter == null ? this : where(condition, parameter);
    }

    /** The items, one more than the limit if there are so many. */
    List<Listed<T>> read(Connection connection, Part part) throws SQLException {
        if (part.after() != null) {
            after(part.after());
        }
        String order = key.stream()
                .map(column -> column.name() + (descending ? " DESC" : ""))
                .collect(Collectors.joining(", "));
        String whole = sql + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " ORDER BY "
                + order + " LIMIT " + (part.limit() + 1);
        List<Listed<T>> items = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(whole)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    items.add(new Listed<>(reader.read(row), keyOf(row)));
                }
            }
        }
        return items;
    }

    private void after(String text) {
        String[] parts = text.split(BETWEEN, -1);
        if (parts.length != key.size()) {
            throw QueryException.otherList();
        }
        String columns = key.stream().map(Column::name).collect(Collectors.joining(", "));
        String marks = Stream.generate(() -> "?").limit(parts.length).collect(Collectors.joining(", "));
        conditions.add("(" + columns + ") " + (descending ? "<" : ">") + " (" + marks + ")");
        for (int i = 0; i < parts.length; i++) {
            values.add(key.get(i).number() ? number(parts[i]) : parts[i]);
        }
    }

    private static Object number(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw QueryException.otherList();
        }
    }

    private String keyOf(ResultSet row) throws SQLException {
        List<String> parts = new ArrayList<>();
        for (Column column : key) {
            parts.add(row.getString(column.name().substring(column.name().indexOf('.') + 1)));
        }
        return String.join(BETWEEN, parts);
    }
}
