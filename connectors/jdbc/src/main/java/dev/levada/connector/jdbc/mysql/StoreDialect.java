package dev.levada.connector.jdbc.mysql;

import dev.levada.connector.jdbc.server.Login;
import dev.levada.connector.jdbc.server.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** MySQL and MariaDB with tables of Levada's own, in whose sessions SQL is spelled as its standard says. */
final class StoreDialect extends MysqlDialect {
    /** Names stand in double quotes, a backslash is a character as others are, and what does not fit is no value. */
    private static final String SPELLING = "set session sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,STRICT_ALL_TABLES,"
            + "NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

    StoreDialect(Login login) {
        super(login);
    }

    @Override
    protected void setUp(Connection connection) throws SQLException {
        super.setUp(connection);
        run(connection, List.of(SPELLING));
    }

    @Override
    protected Reason.Use use() {
        return Reason.Use.STORE;
    }

    /** What such a session does to tables is not noticed as somebody else's. */
    Connection openToWrite(Duration lockTimeout) throws SQLException {
        Connection connection = open(Map.of("allowLocalInfile", "true"));
        try {
            boolean isMariadb =
                    connection.getMetaData().getDatabaseProductName().contains("MariaDB");
            List<String> statements = new ArrayList<>(List.of(
                    "set session transaction read write",
                    "set session transaction isolation level read committed",
                    "set session lock_wait_timeout = " + lockTimeout.toSeconds(),
                    "set session innodb_lock_wait_timeout = " + lockTimeout.toSeconds(),
                    "set @levada_writing = 1"));
            if (login().statementSeconds() > 0) {
                statements.add(
                        isMariadb
                                ? "set session max_statement_time = " + login().statementSeconds()
                                : "set session max_execution_time = " + 1000L * login().statementSeconds());
            }
            run(connection, statements);
            return connection;
        } catch (SQLException | RuntimeException e) {
            abandon(connection);
            throw e;
        }
    }
}
