package dev.levada.store.database.commit;

import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;

/** What others have put on a table and must find again on one that takes its place. Equal as long as nobody changes it. */
public interface Belongings {
    /** Puts them on a table that waits. */
    void putOn(Connection session, Landed rows) throws SQLException;
}
