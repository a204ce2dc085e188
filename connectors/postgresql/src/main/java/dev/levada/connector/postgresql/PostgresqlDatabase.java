package dev.levada.connector.postgresql;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.sql.Retry;
import dev.levada.api.sql.SqlStates;
import dev.levada.connector.postgresql.Failures.Use;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database that a connection of a project names, for those who keep tables in it. */
public final class PostgresqlDatabase implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Server server;
    private final Retry retry;
    private final Sessions readers;

    private PostgresqlDatabase(Server server, Retry retry) {
        this.server = server;
        this.retry = retry;
        this.readers = new Sessions(server, server.address().maxConnections(), PATIENCE);
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

    /** The sessions in which tables are read. */
    Sessions readers() {
        return readers;
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
        return SqlStates.isPassing(failure);
    }

    /** What a failure means to a user. @param what what was tried, as the beginning of a sentence */
    public LevadaException failure(String what, SQLException cause) {
        return Failures.of(server, Use.STORE, what, cause);
    }

    /** A name as it stands in SQL. */
    public static String quoted(String name) {
        return Server.quoted(name);
    }

    /** Ends the sessions in which tables are read. */
    @Override
    public void close() {
        readers.close();
    }
}
