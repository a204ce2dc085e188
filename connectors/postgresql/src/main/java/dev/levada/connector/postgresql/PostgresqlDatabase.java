package dev.levada.connector.postgresql;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.connector.postgresql.Failures.Use;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database that a connection of a project names, for those who keep tables in it. */
public final class PostgresqlDatabase {
    private final Server server;
    private final Retry retry;

    private PostgresqlDatabase(Server server, Retry retry) {
        this.server = server;
        this.retry = retry;
    }

    /** @param connection as {@link PostgresqlConnector#open} takes it */
    public static PostgresqlDatabase of(String name, Settings connection, Path projectFolder) {
        return new PostgresqlDatabase(new Server(name, Address.of(name, connection, projectFolder)), Retry.USUAL);
    }

    /** Something that talks to the server. */
    @FunctionalInterface
    public interface Attempt<T> {
        T run() throws SQLException;
    }

    /** The connection's name. */
    public String name() {
        return server.name();
    }

    public String user() {
        return server.address().user();
    }

    /** Where it is, for messages. */
    public String place() {
        return server.address().toString();
    }

    Server server() {
        return server;
    }

    Retry retry() {
        return retry;
    }

    /** Opens a session that cannot write, whose transactions see the data of one moment. */
    public Connection openToRead() throws SQLException {
        return server.open();
    }

    /**
     * Opens a session that can write; each statement sees what others have committed by then. It commits nothing by itself, and
     * names stand for nothing in it without their schemas.
     *
     * @param lockTimeout how long a statement waits for others
     */
    public Connection openToWrite(Duration lockTimeout) throws SQLException {
        return server.openToWrite(lockTimeout);
    }

    /** Does something again that failed for a reason that passes, after a while. */
    public <T> T retried(Attempt<T> attempt) throws SQLException {
        return retry.call(attempt::run);
    }

    /** Whether the same may succeed when it is tried again soon. */
    public static boolean isPassing(SQLException failure) {
        return Failures.isPassing(failure);
    }

    /** What a failure means to a user. @param what what was tried, as the beginning of a sentence */
    public LevadaException failure(String what, SQLException cause) {
        return Failures.of(server, Use.STORE, what, cause);
    }

    /** A name as it stands in SQL. */
    public static String quoted(String name) {
        return Server.quoted(name);
    }
}
