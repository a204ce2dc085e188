package dev.levada.project;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import dev.levada.api.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Declares settings, and opens nothing. */
public record FakeConnector(String type, List<Setting> connectionSettings, List<Setting> extractSettings)
        implements Connector {

    /** Connectors whose declarations are like those of the real ones of these types. */
    public static Map<String, Connector> all() {
        return Map.of("files", files(), "sqlite", sqlite(), "postgres", postgres());
    }

    private static Connector files() {
        return new FakeConnector(
                "files",
                List.of(Setting.text("root", "The folder.").mandatory()),
                List.of(
                        Setting.list("files", new Shape.Text(), "Which files.").mandatory(),
                        Setting.choice("format", List.of("csv", "json", "parquet"), "How they are written."),
                        Setting.text("delimiter", "What parts values.").defaultingTo(",")));
    }

    private static Connector sqlite() {
        return new FakeConnector(
                "sqlite", List.of(Setting.text("path", "The file.").mandatory()), table());
    }

    private static Connector postgres() {
        return new FakeConnector(
                "postgres",
                List.of(
                        Setting.text("host", "The server.").mandatory(),
                        Setting.whole("port", 1, 65_535, "The server's port.").defaultingTo("5432"),
                        Setting.text("database", "The database.").mandatory(),
                        Setting.text("user", "Who logs in."),
                        Setting.text("password", "The user's password.").hidden(),
                        Setting.flag("tls", "Whether to encrypt.").defaultingTo("true")),
                table());
    }

    private static List<Setting> table() {
        return List.of(
                Setting.text("table", "The table to read."),
                Setting.text("query", "The query to read instead."),
                Setting.text("cursor", "The column that grows."));
    }

    @Override
    public String description() {
        return "A connector for tests.";
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        throw new UnsupportedOperationException();
    }
}
