package dev.levada.connector.jdbc.h2;

import dev.levada.api.Blame;
import dev.levada.api.Connector;
import dev.levada.api.LevadaException;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.table.Selection;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tables and queries of an H2 database. */
public final class H2Connector implements Connector {
    private static final String ENDING = ".mv.db";

    @Override
    public String type() {
        return "h2";
    }

    @Override
    public String description() {
        return "Tables, views and queries of an H2 database: a file, which is opened for reading only, or a server.";
    }

    @Override
    public List<Setting> connectionSettings() {
        List<Setting> settings = new ArrayList<>(List.of(
                Setting.text(
                        "path",
                        "The database file, such as `crm.mv.db`, relative to the project's folder. Either this or `url`."),
                Setting.text("url", "The address of a server, such as `jdbc:h2:tcp://host/crm`. Either this or `path`.")
                        .hidden()));
        settings.addAll(Login.settings("Further settings of H2, by their names."));
        return settings;
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings = new ArrayList<>(Selection.settings("The table or view to read, such as `ORDERS`."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Login login = new Login(name, connection, projectFolder);
        return new JdbcSource(new H2Dialect(login, url(login)), login.pace());
    }

    private static String url(Login login) {
        boolean isFile = login.settings().has("path");
        if (isFile == login.settings().has("url")) {
            throw Selection.wrong(login.name(), "exactly one of `path` and `url` is needed.");
        }
        if (isFile) {
            return file(login, login.file("path").orElseThrow());
        }
        String url = login.settings().text("url");
        if (!url.startsWith("jdbc:h2:")) {
            throw Selection.wrong(
                    login.name(), "the `url` should begin with jdbc:h2:, such as jdbc:h2:tcp://host/crm.");
        }
        boolean isRemote = url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:");
        return isRemote || url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=") ? url : url + ";IFEXISTS=TRUE";
    }

    private static String file(Login login, Path path) {
        String written = path.toString();
        String base = written.endsWith(ENDING) ? written.substring(0, written.length() - ENDING.length()) : written;
        if (!Files.isRegularFile(Path.of(base + ENDING))) {
            throw new LevadaException(
                    "source.not-found",
                    Blame.OUTSIDE,
                    "Connection '" + login.name() + "': " + base + ENDING + " does not exist.");
        }
        return "jdbc:h2:file:" + base + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
    }
}
