package dev.levada.connector.jdbc.mysql;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.sql.Database;
import dev.levada.api.sql.Retry;
import dev.levada.connector.jdbc.Sessions;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database of MySQL or MariaDB in which tables are kept. */
public final class MysqlDatabase implements Database {
    private final Login login;
    private final StoreDialect dialect;
    private final Sessions readers;

    private MysqlDatabase(Login login) {
        this.login = login;
        this.dialect = new StoreDialect(login);
        this.readers = new Sessions(dialect, login.pace().connections());
    }

    /** @param connection as {@link MysqlConnector#open} takes it */
    public static MysqlDatabase of(String name, Settings connection, Path projectFolder) {
        return new MysqlDatabase(new Login(name, connection, projectFolder));
    }

    @Override
    public String name() {
        return login.name();
    }

    @Override
    public String place() {
        return login.host() + ":" + login.port() + "/" + login.settings().text("database");
    }

    StoreDialect dialect() {
        return dialect;
    }

    Retry retry() {
        return login.pace().retry();
    }

    /** The sessions in which tables are read. */
    Sessions readers() {
        return readers;
    }

    @Override
    public Connection openToWrite(Duration lockTimeout) throws SQLException {
        return dialect.openToWrite(lockTimeout);
    }

    @Override
    public <T> T retried(Retry.Attempt<T> attempt) throws SQLException {
        return retry().call(dialect::isPassing, attempt);
    }

    @Override
    public LevadaException failure(String what, SQLException cause) {
        return dialect.failure(what, cause);
    }

    @Override
    public void close() {
        readers.close();
    }
}
