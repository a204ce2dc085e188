package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Rig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** A real SQLite database in a folder. */
record Crm(Path folder) implements Rig {

    @Override
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("crm.db"));
    }

    @Override
    public Source source() {
        return new SqliteConnector().open("crm", new Settings(Map.of("path", "crm.db")), folder);
    }
}
