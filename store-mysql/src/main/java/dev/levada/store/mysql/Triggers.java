package dev.levada.store.mysql;

import dev.levada.project.AssetName;
import dev.levada.store.database.books.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What lets a table tell that somebody else changes its rows: a line for each session, which is changed again by every row, so that
 * sessions do not wait for each other, but whoever takes the lines out waits for those who are writing.
 */
record Triggers(Connection session, AssetName table, long tableId) {
    private static final List<String> EVENTS = List.of("insert", "update", "delete");

    /** Makes those that are not there. */
    void demand() throws SQLException {
        List<String> there = Sql.texts(
                session,
                "select trigger_name from information_schema.triggers where trigger_schema = database() and"
                        + " event_object_table = " + Sql.text(MysqlWords.name(table)));
        for (String event : EVENTS) {
            String name = "levada_notice_" + tableId + "_" + event;
            if (!there.contains(name)) {
                Sql.run(session, create(name, event));
            }
        }
    }

    private String create(String name, String event) {
        return "create trigger " + name + " after " + event + " on " + Sql.name(MysqlWords.name(table))
                + " for each row begin if @levada_writing is null then insert into levada_changes (table_id, session,"
                + " made_by) values (" + tableId + ", connection_id(), left(user(), 255)) on duplicate key update times"
                + " = times + 1; end if; end";
    }
}
