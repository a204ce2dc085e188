package dev.levada.connector.jdbc;

import dev.levada.api.Source;
import dev.levada.testing.source.CursorContract;
import java.sql.SQLException;
import java.util.List;

/** Histories of a table in a real database. */
public interface RigCursors extends CursorContract {
    /** The database. */
    Rig rig();

    @Override
    default Source open() {
        return rig().source();
    }

    @Override
    default void create() throws SQLException {
        rig().run("drop table if exists events", "create table events (at integer, note varchar(20))");
    }

    @Override
    default void add(List<String> rows) throws SQLException {
        rig().run("insert into events values " + String.join(", ", rows));
    }
}
