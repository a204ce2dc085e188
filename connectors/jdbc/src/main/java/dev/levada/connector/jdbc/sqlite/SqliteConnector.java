package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Blame;
import dev.levada.api.Connector;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.table.Selection;
import dev.levada.connector.jdbc.JdbcSource;
import dev.levada.connector.jdbc.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Tables and queries of an SQLite database file, which is never written. */
public final class SqliteConnector implements Connector {
    /** Readers of a file do not burden anybody, so there is no limit in practice. */
    private static final int MOST_CONNECTIONS = 1000;

    @Override
    public String type() {
        return "sqlite";
    }

    @Override
    public String description() {
        return "Tables and queries of an SQLite database file, which is opened for reading only.";
    }

    @Override
    public List<Setting> connectionSettings() {
        return List.of(Setting.text("path", "The database file, relative to the project's folder. It must exist.")
                .mandatory());
    }

    @Override
    public List<Setting> extractSettings() {
        List<Setting> settings = new ArrayList<>(Selection.settings("The table or view to read."));
        settings.addAll(Cursor.SETTINGS);
        return settings;
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Path path =
                projectFolder.toAbsolutePath().resolve(connection.text("path")).normalize();
        if (!Files.isRegularFile(path)) {
            String what = Files.isDirectory(path) ? " is a folder, not a database file." : " does not exist.";
            throw new LevadaException(
                    "source.not-found", Blame.OUTSIDE, "Connection '" + name + "': " + path + what + hint(path));
        }
        return new JdbcSource(new SqliteDialect(name, path), Pace.of(MOST_CONNECTIONS));
    }

    private static String hint(Path path) {
        Path folder = path.getParent();
        while (folder != null && !Files.isDirectory(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            return "";
        }
        if (!folder.equals(path.getParent())) {
            return " The nearest folder that does is " + folder + ".";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
            return Names.nearest(String.valueOf(path.getFileName()), names)
                    .map(near -> " Did you mean '" + near + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }
}
