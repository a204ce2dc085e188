package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.table.Columns;
import java.sql.Connection;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a table with their places, read in parts: all parts that are read at once as of one moment, and each moment one that a
 * demand allows. Nothing stays open when nobody reads.
 */
public final class PlacedRows implements Source {
    private static final int PLACES_OF_PART = 16_384;
    private static final long PAGE = 8192;

    private final PostgresqlDatabase database;
    private final String relation;
    private final String title;
    private final List<Column> columns;
    private final Moments moments;

    /** What must hold at a moment at which the table is read. */
    @FunctionalInterface
    public interface Demand {
        /** @param session shows the moment; the table is locked against being changed in shape */
        void at(Connection session) throws SQLException;
    }

    /**
     * @param relation the table as it stands in SQL
     * @param title how users know it
     * @param columns the table's, with the types that their values have there
     */
    public PlacedRows(PostgresqlDatabase database, String relation, String title, List<Column> columns, Demand demand) {
        this.database = database;
        this.relation = relation;
        this.title = title;
        this.columns = List.copyOf(columns);
        this.moments = Moments.demanding(database.readers(), demand::at);
    }

    /**
     * What is to be read for some columns of the rows that meet a condition.
     *
     * @param names in any order
     * @param bytes how large the table is
     * @param condition SQL over the table's columns; empty for all rows
     */
    public Form.Rows form(List<String> names, long bytes, String condition) {
        Leaf leaf = new Leaf(bytes / PAGE + 1, bytes);
        List<String> conditions = PageRanges.conditions(List.of(leaf), PageRanges.USUAL_BYTES).stream()
                .map(pages -> Query.all(List.of(pages, condition.isEmpty() ? "" : "(" + condition + ")")))
                .toList();
        return form(names, conditions, bytes / conditions.size());
    }

    /** What is to be read for some columns of rows whose places are known. */
    public Form.Rows form(List<String> names, long[] places) {
        List<String> conditions = new ArrayList<>();
        for (int from = 0; from == 0 || from < places.length; from += PLACES_OF_PART) {
            String among = Places.array(places, from, Math.min(places.length, from + PLACES_OF_PART));
            conditions.add("ctid = any ('" + among + "'::tid[])");
        }
        return form(names, conditions, 0);
    }

    private Form.Rows form(List<String> names, List<String> conditions, long bytes) {
        Query query = new Query(relation, select(names), fingerprint(names), "");
        String extent = relation + " " + conditions.size() + " " + String.join(" ", names) + " "
                + conditions.get(0).hashCode();
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < conditions.size(); i++) {
            Part part = new Part(i, conditions.size(), extent, query, conditions.get(i), Optional.empty());
            splits.add(new Split(title, part.token(), bytes));
        }
        return form(names, splits);
    }

    private Form.Rows form(List<String> names, List<Split> splits) {
        List<Column> delivered = new ArrayList<>();
        List<Column> suggested = new ArrayList<>();
        for (String name : names) {
            Column column = column(name);
            delivered.add(StoredTypes.delivered(column));
            suggested.add(column);
        }
        delivered.add(Places.COLUMN);
        suggested.add(Places.COLUMN);
        return new Form.Rows(delivered, suggested, splits);
    }

    private String select(List<String> names) {
        return "select "
                + names.stream().map(name -> Server.quoted(name) + ", ").collect(Collectors.joining()) + "ctid from "
                + relation;
    }

    private String fingerprint(List<String> names) {
        List<Column> read = new ArrayList<>();
        names.forEach(name -> read.add(StoredTypes.delivered(column(name))));
        read.add(Places.COLUMN);
        return Columns.fingerprint(read);
    }

    private Column column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " has no column '" + name + "'"));
    }

    @Override
    public Extent plan(Read read) {
        throw new UnsupportedOperationException("the rows of a table are not planned");
    }

    @Override
    public Reader open(Split split) {
        Reading reading = new Reading(database.readers(), moments, database.retry(), split, this::fields);
        return new CopyReader(reading, split.source());
    }

    private List<Field> fields(ResultSetMetaData result) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < result.getColumnCount(); i++) {
            fields.add(StoredTypes.field(column(result.getColumnLabel(i)), result.getColumnTypeName(i)));
        }
        fields.add(Places.field());
        return fields;
    }

    @Override
    public int atOnce() {
        return database.maxConnections();
    }

    @Override
    public void close() {
        moments.close();
    }
}
