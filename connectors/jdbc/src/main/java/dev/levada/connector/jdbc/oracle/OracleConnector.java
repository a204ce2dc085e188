package dev.levada.connector.jdbc.oracle;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.table.Selection;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.server.DriverJar;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Path;
import java.sql.Driver;
import java.util.ArrayList;
import java.util.List;

/** Tables and queries of an Oracle database. */
public final class OracleConnector implements Connector {
    private static final String DRIVER = "oracle.jdbc.OracleDriver";
    private static final String BRING = "Oracle's driver does not come with Levada, as its licence is Oracle's own."
            + " Download ojdbc17.jar (com.oracle.database.jdbc:ojdbc17 on Maven Central), put it into the project, such as"
            + " in a folder `drivers`, and say `jar: drivers/ojdbc17.jar`.";

    @Override
    public String type() {
        return "oracle";
    }

    @Override
    public String description() {
        return "Tables, views and queries of an Oracle database, read by transactions that cannot write, with a driver that"
                + " you bring.";
    }

    @Override
    public List<Setting> connectionSettings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.text(
                                "url",
                                "The database's address, such as `jdbc:oracle:thin:@tcps://host:2484/service`. Only"
                                        + " `tcps` is encrypted.")
                        .mandatory()
                        .hidden(),
                DriverJar.setting("The driver: `ojdbc17.jar` of Oracle, and other jars that it needs, relative to the"
                        + " project's folder.")));
        settings.addAll(Login.settings("Further properties of Oracle's JDBC driver, by their names."));
        return settings;
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings =
                new ArrayList<>(Selection.settings("The table or view to read, such as `ORDERS` or `SALES.ORDERS`."));
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
        if (!connection.text("url").startsWith("jdbc:oracle:")) {
            throw Selection.wrong(
                    name, "the `url` should begin with jdbc:oracle:, such as jdbc:oracle:thin:@//host:1521/service.");
        }
        Driver driver = DriverJar.load(login, DRIVER, BRING);
        return new JdbcSource(new OracleDialect(login, driver), login.pace());
    }
}
