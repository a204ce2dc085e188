package dev.levada.api.sql;

import dev.levada.api.LevadaException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A database that a connection of a project names, for those who keep tables in it. Thread-safe. */
public interface Database extends AutoCloseable {
    /** The connection's name. */
    String name();

    /** Where it is, for messages. */
    String place();

    /**
     * Opens a session that can write; each statement sees what others have committed by then. It commits nothing by itself.
     *
     * @param lockTimeout how long a statement waits for others
     */
    Connection openToWrite(Duration lockTimeout) throws SQLException;

    /** Does something again that failed for a reason that passes, after a while. */
    <T> T retried(Retry.Attempt<T> attempt) throws SQLException;

    /** What a failure means to a user. @param what what was tried, as the beginning of a sentence */
    LevadaException failure(String what, SQLException cause);

    /** Ends the sessions in which tables are read. */
    @Override
    void close();
}
