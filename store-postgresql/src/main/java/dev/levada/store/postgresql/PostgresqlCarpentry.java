package dev.levada.store.postgresql;

import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import dev.levada.store.database.Conflicts;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.Belongings;
import dev.levada.store.database.commit.Carpentry;
import dev.levada.store.database.commit.PreparedTable;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tables of PostgreSQL, whose transactions make and change tables as they do rows. */
record PostgresqlCarpentry(Words words, Watch watch, Sessions sessions, Landing landing) implements Carpentry {
    /** Whoever wants to read waits behind one who waits to exchange tables; so that one soon gives up, and tries again. */
    private static final Duration SHORT = Duration.ofSeconds(1);
    /** The server's code for a lock that was not to be had in time. */
    private static final String HELD = "55P03";

    @Override
    public Kind ofNew() {
        return Kind.LASTING;
    }

    @Override
    public void followUp(PreparedTable table, Optional<List<String>> key) {
        new Tidying(sessions, words).after(table);
    }

    @Override
    public Optional<Belongings> belongings(Connection session, AssetName table, Set<String> columns)
            throws SQLException {
        return TableBelongings.of(session, words.table(table), table, columns).map(Belongings.class::cast);
    }

    @Override
    public void lockWhole(Connection session, AssetName table) throws SQLException {
        Sql.run(session, "set local lock_timeout = " + SHORT.toMillis());
        Sql.run(session, "lock table " + words.table(table) + " in access exclusive mode");
        Sql.run(session, "set local lock_timeout = " + Sessions.LOCK_TIMEOUT.toMillis());
    }

    @Override
    public boolean isHeld(SQLException failure) {
        return HELD.equals(failure.getSQLState());
    }

    @Override
    public void exchange(Connection session, AssetName table, Belongings belongings, Landed rows) throws SQLException {
        Sql.run(session, "drop table " + words.table(table));
        move(session, table, rows);
        ((TableBelongings) belongings).rename(session, rows.name(), table);
    }

    @Override
    public void make(Connection session, AssetName table, Landed rows) throws SQLException {
        move(session, table, rows);
    }

    /** Turns a table that waited into one of that name. */
    private void move(Connection session, AssetName table, Landed rows) throws SQLException {
        demandPlace(session, table);
        Sql.run(session, "alter table " + rows.sql() + " set schema " + Sql.name(table.schema()));
        Sql.run(
                session,
                "alter table " + Sql.name(table.schema()) + "." + Sql.name(rows.name()) + " rename to "
                        + Sql.name(table.table()));
        landing.forget(session, rows.name());
    }

    private void demandPlace(Connection session, AssetName table) throws SQLException {
        if (watch.isThere(session, table)) {
            throw Conflicts.taken(table);
        }
        Schemas.demand(session, table.schema());
    }

    @Override
    public void make(Connection session, AssetName table, List<StoredColumn> columns) throws SQLException {
        demandPlace(session, table);
        Sql.run(session, "create table " + words.table(table) + " (" + Sql.declared(words, columns) + ")");
    }

    @Override
    public void change(Connection session, AssetName table, List<StoredColumn> before, List<StoredColumn> after)
            throws SQLException {
        Shape.change(words, before, after).apply(session, words.table(table));
    }

    @Override
    public String copying(Connection session, AssetName table, Landed rows, List<StoredColumn> columns) {
        String names = Sql.names(columns);
        return "insert into " + words.table(table) + " (" + names + ") select " + names + " from " + rows.sql();
    }

    /** Foreign keys are looked at when a statement ends, or the transaction. */
    @Override
    public boolean refersToItself(Connection session, AssetName table) throws SQLException {
        return Sql.isTrue(
                session,
                "select exists (select from pg_constraint where contype = 'f' and conrelid = confrelid and not condeferred"
                        + " and conrelid = " + Sql.text(words.table(table)) + "::regclass)");
    }

    @Override
    public void watch(Connection session, AssetName table, long tableId) throws SQLException {
        PostgresqlWatch.begin(session, words.table(table), tableId);
    }

    @Override
    public void index(Connection session, AssetName table, List<String> key) throws SQLException {
        new KeyIndex(session, words.table(table)).demand(key);
    }
}
