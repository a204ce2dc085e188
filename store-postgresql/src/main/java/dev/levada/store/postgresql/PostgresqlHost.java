package dev.levada.store.postgresql;

import dev.levada.api.Column;
import dev.levada.connector.postgresql.ComputedRows;
import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.Residence;
import dev.levada.dialect.postgres.PostgresDialect;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.QueryHost;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.Scans;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database as what computes queries over the tables that it keeps. */
final class PostgresqlHost implements QueryHost {
    private static final String NEEDED = "UTF8";

    private final PostgresqlDatabase database;
    private final Words words;
    private final Sessions sessions;
    private final Scans scans;
    private @Nullable Server server;

    PostgresqlHost(PostgresqlDatabase database, Words words, Sessions sessions, Scans scans) {
        this.database = database;
        this.words = words;
        this.sessions = sessions;
        this.scans = scans;
    }

    /** What a translation depends on. */
    private record Server(Dialect dialect, String encoding) {}

    private synchronized Server server() {
        Server known = server;
        if (known == null) {
            known = sessions.ask("cannot ask for the server's version", PostgresqlHost::asked);
            server = known;
        }
        return known;
    }

    private static Server asked(Connection session) throws SQLException {
        return new Server(
                new PostgresDialect(session.getMetaData().getDatabaseMajorVersion()),
                Sql.word(session, "show server_encoding"));
    }

    @Override
    public String name() {
        return database.name();
    }

    @Override
    public Dialect dialect() {
        return server().dialect();
    }

    @Override
    public Optional<String> refusal() {
        String encoding = server().encoding();
        return encoding.equals(NEEDED)
                ? Optional.empty()
                : Optional.of("The database keeps texts in " + encoding + ", and not in " + NEEDED + ".");
    }

    @Override
    public Residence residence(AssetName table, List<Column> columns) {
        return new Residence(table.schema(), table.table(), columns);
    }

    @Override
    public Optional<Residence> residence(TableVersion version, String timeColumn, Interval range) {
        List<Column> columns = version.shape();
        AssetName table = version.table();
        return scans.within(version, timeColumn, range)
                .map(condition -> new Residence(table.schema(), table.table(), columns, condition));
    }

    @Override
    public TableScan scan(TableVersion version, String condition) {
        return scans.of(version, condition);
    }

    @Override
    public Answer ask(String sql, List<Column> columns, Collection<TableVersion> inputs) {
        List<String> tables =
                inputs.stream().map(input -> words.table(input.table())).toList();
        ComputedRows rows = new ComputedRows(
                database,
                sql,
                "what '" + name() + "' computes",
                columns,
                tables,
                session -> scans.demandNewest(session, inputs));
        return new Answer(rows.form(), new ComputedSource(rows));
    }
}
