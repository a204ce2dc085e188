package dev.levada.store.mysql;

import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Entry;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import dev.levada.store.mysql.Steps.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where tables are made and changed, statement by statement, each of which the server commits. @param runId for whom */
record Site(Connection session, Words words, Books books, String runId) {

    /** Makes a table, or its columns, ready for rows that come next. What another run left open is taken back first. */
    void ready(AssetName table, List<StoredColumn> columns) throws SQLException {
        Entry entry = books.claim(session, table);
        session.commit();
        takeBack(session, new Steps(session).open(entry.id()));
        Optional<TableVersion> head = entry.head().isPresent()
                ? books.version(session, table, entry.id(), entry.head().get())
                : Optional.empty();
        Set<String> present = Columns.present(session, table).keySet();
        if (head.isEmpty()) {
            if (!present.isEmpty()) {
                throw Conflicts.taken(table);
            }
            make(table, entry.id(), columns);
        } else if (present.isEmpty()) {
            throw Conflicts.of(table, "another program dropped it");
        } else {
            change(table, entry.id(), head.get().columns(), columns);
        }
        new Triggers(session, table, entry.id()).demand();
    }

    private void make(AssetName table, long tableId, List<StoredColumn> columns) throws SQLException {
        new Steps(session).note(tableId, Steps.Kind.MADE, "", runId);
        session.commit();
        Sql.run(
                session,
                "create table " + words.table(table) + " (" + Columns.place(words) + ", "
                        + Sql.declared(words, columns)
                        + ") engine = InnoDB character set utf8mb4 collate utf8mb4_bin");
    }

    private void change(AssetName table, long tableId, List<StoredColumn> before, List<StoredColumn> after)
            throws SQLException {
        Columns columns = Columns.of(session, words, table, before, after);
        List<String> changes = columns.changes();
        if (changes.isEmpty()) {
            return;
        }
        Steps steps = new Steps(session);
        for (String name : columns.missing()) {
            steps.note(tableId, Steps.Kind.ADDED, name, runId);
        }
        session.commit();
        Sql.run(session, "alter table " + words.table(table) + " " + String.join(", ", changes));
    }

    /** Undoes steps whose commit never came. Those whose commit came are not written down any more. */
    static void takeBack(Connection session, List<Step> steps) throws SQLException {
        for (Step step : steps) {
            Optional<String> table = name(session, step.tableId());
            if (table.isPresent() && step.kind() == Steps.Kind.MADE) {
                Sql.run(session, "drop table if exists " + Sql.name(table.get()));
            } else if (table.isPresent() && isThere(session, table.get(), step.name())) {
                Sql.run(session, "alter table " + Sql.name(table.get()) + " drop column " + Sql.name(step.name()));
            }
            new Steps(session).remove(step);
            session.commit();
        }
    }

    private static Optional<String> name(Connection session, long tableId) throws SQLException {
        return Sql.texts(
                        session,
                        "select concat(schema_name, '__', table_name) from levada_tables where id = " + tableId)
                .stream()
                .findFirst();
    }

    private static boolean isThere(Connection session, String table, String column) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select 1 from information_schema.columns where table_schema = database() and table_name ="
                        + " " + Sql.text(table) + " and column_name = " + Sql.text(column) + ")");
    }

    /** What columns are called until a decided step is done. */
    static Map<String, String> waiting(Connection session, long tableId) throws SQLException {
        Map<String, String> waiting = new HashMap<>();
        for (Step step : new Steps(session).decided(tableId)) {
            step.successor().ifPresent(successor -> waiting.put(step.name(), successor));
        }
        return waiting;
    }

    /** Does what a commit decided. A column that waits for another's name is there as long as that is not done. */
    static void finish(Connection session, Words words, AssetName table, long tableId) throws SQLException {
        MysqlWatch.alone(session, "finish" + tableId, alone -> {
            session.commit(); // to see what others have done by now
            List<Step> steps = new Steps(session).decided(tableId);
            Set<String> present = Columns.present(session, table).keySet();
            List<String> changes = new ArrayList<>();
            for (Step step : steps) {
                Optional<String> successor = step.successor().filter(present::contains);
                if (present.contains(step.name()) && (step.successor().isEmpty() || successor.isPresent())) {
                    changes.add("drop column " + Sql.name(step.name()));
                }
                successor.ifPresent(
                        name -> changes.add("rename column " + Sql.name(name) + " to " + Sql.name(step.name())));
            }
            if (!changes.isEmpty()) {
                Sql.run(session, "alter table " + words.table(table) + " " + String.join(", ", changes));
            }
            for (Step step : steps) {
                new Steps(session).remove(step);
            }
            session.commit();
            return true;
        });
    }
}
