package dev.levada.connector.jdbc;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.testing.source.ArrayBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real SQLite database in a folder, and what a connection makes of it. */
record Crm(Path folder) {

    Crm run(String... statements) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        return this;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
    }

    Source source() {
        return new SqliteConnector().open("crm", new Settings(Map.of("path", "crm.db")), folder);
    }

    Extent plan(Map<String, Object> extract) {
        try (Source source = source()) {
            return source.plan(new Read(new Settings(extract), Optional.empty()));
        }
    }

    List<?> rows(Map<String, Object> extract) throws IOException {
        Form.Rows form = (Form.Rows) plan(extract).form();
        try (Source source = source();
                Reader reader = source.open(form.splits().get(0))) {
            return ArrayBatch.readAll(reader, form.columns(), 3);
        }
    }
}
