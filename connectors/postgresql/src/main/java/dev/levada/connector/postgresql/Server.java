package dev.levada.connector.postgresql;

import dev.levada.api.LevadaException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * A database that sessions are opened with.
 *
 * @param name the connection's name in the project
 */
record Server(String name, Address address) {
    /** When the server ends a transaction that nobody goes on with. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);

    /**
     * Opens a session that cannot write, and whose transactions see the data of one moment. What values look like as text
     * is the same whatever the server, the database or the user is set up with.
     */
    Connection open() throws SQLException {
        return open("repeatable read, read only", List.of("set idle_in_transaction_session_timeout = 0"));
    }

    /** Opens a session that can write, in which names stand for nothing without their schemas. */
    Connection openToWrite(Duration lockTimeout) throws SQLException {
        return open(
                "read committed, read write",
                List.of(
                        "set search_path = pg_catalog",
                        "set lock_timeout = " + lockTimeout.toMillis(),
                        "set idle_in_transaction_session_timeout = " + FORGOTTEN.toMillis()));
    }

    private Connection open(String isolation, List<String> more) throws SQLException {
        String host = address.word("host", "");
        String url = "jdbc:postgresql://" + (host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host)
                + ":" + address.port() + "/" + URLEncoder.encode(address.database(), StandardCharsets.UTF_8);
        Connection connection = new Driver().connect(url, properties());
        if (connection == null) {
            throw new IllegalStateException("the driver does not take " + url);
        }
        try (Statement statement = connection.createStatement()) {
            List<String> session = session(isolation);
            session.addAll(more);
            statement.execute(String.join(";", session));
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private List<String> session(String isolation) {
        List<String> session = new ArrayList<>(List.of(
                "set session characteristics as transaction isolation level " + isolation,
                "set timezone = 'UTC'",
                "set datestyle = 'ISO, YMD'",
                "set intervalstyle = 'postgres'",
                "set bytea_output = 'hex'",
                "set extra_float_digits = 1",
                "set standard_conforming_strings = on",
                "set statement_timeout = "
                        + address.statementTimeout().map(Duration::toMillis).orElse(0L)));
        if (!address.word("schema", "").isEmpty()) {
            session.add("set search_path = " + quoted(address.schema()) + ", public");
        }
        return session;
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        String password = address.word("password", "");
        if (!password.isEmpty()) {
            properties.setProperty("password", password);
        }
        String seconds = seconds(address.connectTimeout());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds(address.readTimeout()));
        properties.setProperty("tcpKeepAlive", "true");
        // A session is used again and again; what a statement gives may have changed meanwhile.
        properties.setProperty("preparedStatementCacheQueries", "0");
        properties.setProperty("ApplicationName", address.word("application_name", "levada"));
        properties.setProperty("sslmode", address.word("sslmode", "prefer"));
        address.rootCertificate().map(Path::toString).ifPresent(path -> properties.setProperty("sslrootcert", path));
        return properties;
    }

    private static String seconds(Duration span) {
        return String.valueOf(Math.max(1, span.toSeconds()));
    }

    LevadaException failure(String what, SQLException cause) {
        return Failures.of(this, Failures.Use.SOURCE, what, cause);
    }

    /** A name as it stands in SQL. */
    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
