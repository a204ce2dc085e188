package dev.levada.connector.jdbc.sqlserver;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.table.Selection;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.server.Encryption;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tables and queries of a Microsoft SQL Server database. */
public final class SqlServerConnector implements Connector {
    private static final int PORT = 1433;

    @Override
    public String type() {
        return "sqlserver";
    }

    @Override
    public String description() {
        return "Tables, views and queries of a Microsoft SQL Server database, read by transactions that are never"
                + " committed.";
    }

    @Override
    public List<Setting> connectionSettings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Login.HOST,
                Login.port(PORT),
                Setting.text("database", "The database's name.").mandatory(),
                Encryption.SETTING));
        settings.addAll(Login.settings("Further properties of Microsoft's JDBC driver, by their names."));
        return settings;
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings =
                new ArrayList<>(Selection.settings("The table or view to read, such as `orders` or `sales.orders`."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Login login = new Login(name, connection, projectFolder);
        return new JdbcSource(new SqlServerDialect(login), login.pace());
    }
}
