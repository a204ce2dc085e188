package dev.levada.connector.postgresql;

import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Settings;
import dev.levada.api.table.Selection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where a database is and how it is talked to.
 *
 * @param words texts by the names of the connection's settings; they hold the password
 * @param rootCertificate what the server's certificate is verified with
 * @param readTimeout how long the server may stay silent while it is asked for something
 * @param maxConnections how many sessions may be open at once
 */
record Address(
        Map<String, String> words,
        Optional<Path> rootCertificate,
        Duration connectTimeout,
        Optional<Duration> statementTimeout,
        Duration readTimeout,
        int maxConnections) {
    private static final List<String> WORDS =
            List.of("host", "port", "database", "user", "password", "sslmode", "sslrootcert", "application_name");
    private static final List<String> NEEDED = List.of("host", "database", "user");
    private static final Duration PATIENT = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofMinutes(10);
    private static final long USUAL_SESSIONS = 8;

    Address {
        words = Map.copyOf(words);
    }

    static Address of(String name, Settings settings, Path projectFolder) {
        Map<String, String> words = new TreeMap<>();
        settings.optionalText("url").ifPresent(url -> words.putAll(taken(name, url)));
        for (String word : WORDS) {
            Object given = settings.values().get(word);
            if (given != null) {
                words.put(word, given.toString());
            }
        }
        settings.optionalText("schema").ifPresent(schema -> words.put("schema", schema));
        for (String needed : NEEDED) {
            if (!words.containsKey(needed)) {
                throw Selection.wrong(name, "`" + needed + "` is missing. Give it, or a `url` that has it.");
            }
        }
        Optional<Path> certificate = Optional.ofNullable(words.get("sslrootcert"))
                .map(path -> projectFolder.toAbsolutePath().resolve(path).normalize());
        return new Address(
                words,
                certificate,
                span(settings, "connect_timeout").orElse(PATIENT),
                span(settings, "statement_timeout"),
                span(settings, "read_timeout").orElse(SILENT),
                Math.toIntExact(settings.optionalWhole("max_connections").orElse(USUAL_SESSIONS)));
    }

    private static Optional<Duration> span(Settings settings, String key) {
        return Optional.ofNullable(settings.values().get(key)).map(Duration.class::cast);
    }

    private static Map<String, String> taken(String name, String url) {
        Map<String, String> words = new TreeMap<>();
        URI uri;
        try {
            uri = new URI(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
        } catch (URISyntaxException e) {
            throw unlike(name); // the cause would show the password
        }
        boolean known = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!known || uri.getHost() == null) {
            throw unlike(name);
        }
        words.put("host", uri.getHost());
        if (uri.getPort() > 0) {
            words.put("port", String.valueOf(uri.getPort()));
        }
        if (uri.getPath() != null && uri.getPath().length() > 1) {
            words.put("database", uri.getPath().substring(1));
        }
        if (uri.getRawUserInfo() != null) {
            String[] user = uri.getRawUserInfo().split(":", 2);
            words.put("user", decoded(user[0]));
            if (user.length > 1) {
                words.put("password", decoded(user[1]));
            }
        }
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                String[] parts = pair.split("=", 2);
                if (!WORDS.contains(parts[0]) || parts.length < 2) {
                    throw Selection.wrong(
                            name,
                            "the `url` has an unknown parameter '" + parts[0] + "'. " + Names.hint(parts[0], WORDS));
                }
                words.put(parts[0], decoded(parts[1]));
            }
        }
        return words;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static LevadaException unlike(String name) {
        return Selection.wrong(
                name,
                "the `url` cannot be read. It should be like postgresql://user:password@host:5432/database, with"
                        + " characters such as @, / and % of a password written as %40, %2F and %25.");
    }

    String word(String key, String otherwise) {
        return words.getOrDefault(key, otherwise);
    }

    /** Host and port, for messages. */
    String place() {
        return word("host", "") + ":" + port();
    }

    String port() {
        return word("port", "5432");
    }

    String database() {
        return word("database", "");
    }

    String user() {
        return word("user", "");
    }

    String schema() {
        return word("schema", "public");
    }

    @Override
    public String toString() {
        return place() + "/" + database();
    }
}
