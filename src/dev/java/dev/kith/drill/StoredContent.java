package dev.kith.drill;

import dev.kith.dev.EmbeddedStack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** What lies in Postgres, seen past the service. */
final class StoredContent implements AutoCloseable {
    private final Connection connection;

    /** Takes one row. */
    @FunctionalInterface
    private interface Reader {
        void read(ResultSet row) throws SQLException;
    }

    StoredContent(EmbeddedStack stack) throws SQLException {
        var properties = stack.properties();
        connection = DriverManager.getConnection(
                text(properties, "url"), text(properties, "username"), text(properties, "password"));
    }

    private static String text(Map<String, Object> properties, String name) {
        return String.valueOf(properties.get("datasources.default." + name));
    }

    /** All marks, and whether each stands or was taken back. */
    Map<Mark, Boolean> marks() throws SQLException {
        var marks = new HashMap<Mark, Boolean>();
        read(
                "SELECT kind, profile_id, item_id, withdrawn FROM reaction",
                row -> marks.put(
                        new Mark(Mark.Kind.valueOf(row.getString(1)), row.getLong(2), row.getLong(3)),
                        !row.getBoolean(4)));
        return marks;
    }

    /** All remarks by their ids. */
    Map<Long, Remark> remarks() throws SQLException {
        var remarks = new HashMap<Long, Remark>();
        read(
                "SELECT id, author_id, post_id, text FROM comment WHERE deleted_at IS NULL",
                row -> remarks.put(row.getLong(1), new Remark(row.getLong(2), row.getLong(3), row.getString(4))));
        return remarks;
    }

    /** The ids of profiles by their handles. */
    Map<String, Long> profiles() throws SQLException {
        var profiles = new HashMap<String, Long>();
        read("SELECT handle, id FROM profile", row -> profiles.put(row.getString(1), row.getLong(2)));
        return profiles;
    }

    /** By the keys under which the graph keeps what comes of slices of a batch, how many pairs of these are not done. */
    Map<String, Integer> undone(String batch) throws SQLException {
        var undone = new HashMap<String, Integer>();
        read(
                """
                SELECT number, turn, length(outcomes) - length(replace(outcomes, '.', ''))
                FROM batch_slice
                WHERE strpos(outcomes, '.') > 0 AND batch_id =\s""" + Long.parseLong(batch),
                row -> undone.put("batch/%s/%d/%d".formatted(batch, row.getInt(1), row.getInt(2)), row.getInt(3)));
        return undone;
    }

    /** How many notes of changes wait to be delivered. */
    long notes() throws SQLException {
        var notes = new long[1];
        read("SELECT count(*) FROM outbox", row -> notes[0] = row.getLong(1));
        return notes[0];
    }

    private void read(String query, Reader reader) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                reader.read(rows);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
