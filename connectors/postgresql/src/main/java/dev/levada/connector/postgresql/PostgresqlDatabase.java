package dev.levada.connector.postgresql;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.sql.Database;
import dev.levada.api.sql.Retry;
import dev.levada.api.sql.SqlStates;
import dev.levada.connector.postgresql.Failures.Use;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database that a connection of a project names, for those who keep tables in it. */
public final class PostgresqlDatabase implements Database {
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

    @Override
    public String name() {
        return server.name();
    }

    public String user() {
        return server.address().user();
    }

    @Override
    public String place() {
        return server.address().toString();
    }

    /** How many sessions may be open at once. */
    public int maxConnections() {
        return server.address().maxConnections();
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

    /** Names stand for nothing in it without their schemas. */
    @Override
    public Connection openToWrite(Duration lockTimeout) throws SQLException {
        return server.openToWrite(lockTimeout);
    }

    @Override
    public <T> T retried(Retry.Attempt<T> attempt) throws SQLException {
        return retry.call(attempt);
    }

    /** Whether the same may succeed when it is tried again soon. */
    public static boolean isPassing(SQLException failure) {
        return SqlStates.isPassing(failure);
    }

    @Override
    public LevadaException failure(String what, SQLException cause) {
        return Failures.of(server, Use.STORE, what, cause);
    }

    /** A name as it stands in SQL. */
    public static String quoted(String name) {
        return Server.quoted(name);
    }

    @Override
    public void close() {
        readers.close();
    }
}
