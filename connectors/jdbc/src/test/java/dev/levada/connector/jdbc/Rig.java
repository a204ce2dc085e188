package dev.levada.connector.jdbc;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real database to test with, and what a connection makes of it. */
public interface Rig {

    /** Opens the connection anew. */
    Source source();

    /** A session that may write. */
    Connection connect() throws SQLException;

    default Rig run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    default Extent plan(Map<String, Object> extract) {
        try (Source source = source()) {
            return plan(source, extract);
        }
    }

    static Extent plan(Source source, Map<String, Object> extract) {
        return source.plan(new Read(new Settings(extract), Optional.empty()));
    }

    default Form.Rows form(Map<String, Object> extract) {
        return (Form.Rows) plan(extract).form();
    }

    default List<List<Object>> rows(Map<String, Object> extract) throws IOException {
        try (Source source = source()) {
            Form.Rows form = (Form.Rows) plan(source, extract).form();
            List<List<Object>> rows = new ArrayList<>();
            for (Split split : form.splits()) {
                rows.addAll(rows(source, form, split));
            }
            return rows;
        }
    }

    static List<List<Object>> rows(Source source, Form.Rows form, Split split) throws IOException {
        try (Reader reader = source.open(split)) {
            return ArrayBatch.readAll(reader, form.columns(), 3);
        }
    }
}
