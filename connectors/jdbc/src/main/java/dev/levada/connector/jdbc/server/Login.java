package dev.levada.connector.jdbc.server;

import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import dev.levada.connector.jdbc.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Who logs in, and how a database is talked to: what the settings of all connections have in common.
 *
 * @param name the connection's name in the project
 * @param settings as the project says them; they hold the password
 */
public record Login(String name, Settings settings, Path projectFolder) {
    private static final int MOST_PORTS = 65_535;
    private static final int MOST_CONNECTIONS = 64;
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final long USUAL_CONNECTIONS = 4;

    private static final Setting USER = Setting.text("user", "Who logs in.");
    private static final Setting PASSWORD =
            Setting.text("password", "The user's password.").hidden();

    public static final Setting HOST =
            Setting.text("host", "The server's name or address.").mandatory();

    public static Setting port(int usual) {
        return Setting.whole("port", 1, MOST_PORTS, "The server's port.").defaultingTo(String.valueOf(usual));
    }

    /** The settings of every connection that logs in. */
    public static List<Setting> settings(String properties) {
        return List.of(
                USER,
                PASSWORD,
                Setting.of("connect_timeout", new Shape.Span(), "How long to wait for the database's answer.")
                        .defaultingTo("10 seconds"),
                Setting.of(
                        "statement_timeout",
                        new Shape.Span(),
                        "How long one statement may take, the reading of a part included. By default without limit."),
                Setting.whole(
                                "max_connections",
                                1,
                                MOST_CONNECTIONS,
                                "How many connections there are at once, at most. What needs another waits.")
                        .defaultingTo(String.valueOf(USUAL_CONNECTIONS)),
                Setting.map("properties", new Shape.Text(), properties).hidden());
    }

    public String user() {
        return settings.optionalText("user").orElse("");
    }

    public Duration connectTimeout() {
        return span("connect_timeout").orElse(PATIENT);
    }

    /** For drivers that count in seconds; 0 for no limit. */
    public int statementSeconds() {
        return span("statement_timeout")
                .map(limit -> (int) Math.max(1, limit.plusMillis(999).toSeconds()))
                .orElse(0);
    }

    public Pace pace() {
        return Pace.of(settings.optionalWhole("max_connections")
                .orElse(USUAL_CONNECTIONS)
                .intValue());
    }

    /** What the driver is told: what the project says, and over it what reading relies on. */
    public Properties properties(Map<String, String> ours) {
        Properties properties = new Properties();
        properties.putAll(settings.textMap("properties"));
        if (!user().isEmpty()) {
            properties.setProperty("user", user());
        }
        settings.optionalText("password").ifPresent(password -> properties.setProperty("password", password));
        properties.putAll(ours);
        return properties;
    }

    public String host() {
        String host = settings.text("host");
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    public long port() {
        return settings.whole("port");
    }

    /** A file that a setting names. */
    public Optional<Path> file(String key) {
        return settings.optionalText(key)
                .map(path -> projectFolder.toAbsolutePath().resolve(path).normalize());
    }

    private Optional<Duration> span(String key) {
        return Optional.ofNullable(settings.values().get(key)).map(Duration.class::cast);
    }
}
