package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows that a statement over stored tables gives, as of one moment that a demand allows. */
public final class ComputedRows implements Source {
    private final PostgresqlDatabase database;
    private final String statement;
    private final String title;
    private final List<Column> columns;
    private final List<String> tables;
    private final PlacedRows.Demand demand;

    /**
     * @param title how users know the rows
     * @param columns what the statement gives: none is a list, a struct or a map
     * @param tables all that it reads, as they stand in SQL; nobody changes their shape meanwhile
     */
    public ComputedRows(
            PostgresqlDatabase database,
            String statement,
            String title,
            List<Column> columns,
            List<String> tables,
            PlacedRows.Demand demand) {
        this.database = database;
        this.statement = statement;
        this.title = title;
        this.columns = List.copyOf(columns);
        this.tables = List.copyOf(tables);
        this.demand = demand;
    }

    /** What is to be read: one part. */
    public Form.Rows form() {
        Query query = new Query(Query.within(statement), statement, columns);
        Part part = new Part(0, 1, title, query, "", Optional.empty());
        return new Form.Rows(columns, columns, List.of(new Split(title, part.token(), 0)));
    }

    @Override
    public Extent plan(Read read) {
        throw new UnsupportedOperationException("the rows of a statement are not planned");
    }

    @Override
    public Reader open(Split split) {
        return new CopyReader(
                new Reading(database.readers(), database.retry(), split, this::fields, this::begin), split.source());
    }

    /** Tables are locked before anything is seen: one that took the place of another meanwhile would seem to be empty. */
    private void begin(Connection session) throws SQLException {
        try (Statement lock = session.createStatement()) {
            lock.execute("lock table " + String.join(", ", tables) + " in access share mode");
        }
        demand.at(session);
    }

    private List<Field> fields(ResultSetMetaData result) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i <= result.getColumnCount(); i++) {
            fields.add(StoredTypes.field(columns.get(i - 1), result.getColumnTypeName(i)));
        }
        return fields;
    }

    @Override
    public void close() {
        // nothing stays open when nobody reads
    }
}
