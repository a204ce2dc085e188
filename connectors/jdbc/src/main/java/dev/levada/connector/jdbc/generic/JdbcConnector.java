package dev.levada.connector.jdbc.generic;

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

/** Tables and queries of a database whose driver users bring. */
public final class JdbcConnector implements Connector {

    @Override
    public String type() {
        return "jdbc";
    }

    @Override
    public String description() {
        return "Tables, views and queries of any other database, with a JDBC driver that you bring.";
    }

    @Override
    public List<Setting> connectionSettings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.text("url", "The database's address as its driver wants it, beginning with `jdbc:`.")
                        .mandatory()
                        .hidden(),
                Setting.text("driver", "The driver's class, such as `com.ibm.db2.jcc.DB2Driver`.")
                        .mandatory(),
                DriverJar.setting("The driver's jar and those that it needs, relative to the project's folder.")));
        settings.addAll(Login.settings("Further properties of the driver, by their names."));
        return settings;
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings = new ArrayList<>(Selection.settings("The table or view to read."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Login login = new Login(name, connection, projectFolder);
        Driver driver = DriverJar.load(
                login,
                connection.text("driver"),
                "the driver's jar is missing. Put it into the project, such as in a folder `drivers`, and name it:"
                        + " `jar: drivers/driver.jar`.");
        return new JdbcSource(new GenericDialect(login, driver), login.pace());
    }
}
