package dev.levada.connector.jdbc.mysql;

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

/** Tables and queries of servers that speak MySQL's protocol. MariaDB's driver serves all of them. */
abstract sealed class MysqlFamily implements Connector permits MysqlConnector, MariadbConnector {
    private static final int PORT = 3306;

    @Override
    public List<Setting> connectionSettings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Login.HOST,
                Login.port(PORT),
                Setting.text("database", "The database whose tables are named without it.")
                        .mandatory(),
                Encryption.SETTING,
                Setting.text(
                        "sslrootcert",
                        "The certificate that the server's is verified with, a file relative to the project's folder. By"
                                + " default those that Java trusts.")));
        settings.addAll(Login.settings("Further properties of MariaDB Connector/J, by their names."));
        return settings;
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings = new ArrayList<>(Selection.settings("The table or view to read, such as `orders`."));
        settings.add(Setting.text(
                JdbcSource.SPLIT_BY,
                "The column by whose ranges a large table is read in parts. By default its primary key, if that is one"
                        + " whole number."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Login login = new Login(name, connection, projectFolder);
        return new JdbcSource(new MysqlDialect(login), login.pace());
    }
}
