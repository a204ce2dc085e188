package dev.levada.connector.jdbc.mysql;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type.Primitive;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Reading;
import dev.levada.connector.jdbc.ResultSetReader;
import dev.levada.connector.jdbc.Session;
import dev.levada.connector.jdbc.server.Cells;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Rows of a table with their places, read in parts. Each part is read as of a moment of its own, at which a demand holds: if the
 * demand holds at one moment only of all that the table goes through, all parts show the same rows.
 */
public final class PlacedRows implements Source {
    /** The column of a row's place, behind all others. */
    public static final Column PLACE = new Column("levada_row", Primitive.BIGINT);

    private static final int PLACES_OF_PART = 16_384;
    private static final long BYTES_OF_PART = 64L << 20;
    private static final long MOST_PARTS = 64;

    private final MysqlDatabase database;
    private final String relation;
    private final String title;
    private final List<Column> columns;
    private final Parting parting;
    private final Demand demand;

    /** What must hold at a moment at which the table is read. */
    @FunctionalInterface
    public interface Demand {
        /** @param session sees the moment */
        void at(Connection session) throws SQLException;
    }

    /** Whether a table may be read in several parts. */
    public enum Parting {
        /** The demand tells all moments apart. */
        LARGE_TABLES,
        /** It does not. */
        NONE
    }

    /**
     * @param relation the table as it stands in SQL
     * @param title how users know it
     * @param columns the table's, with the types that their values have there
     */
    public PlacedRows(
            MysqlDatabase database,
            String relation,
            String title,
            List<Column> columns,
            Parting parting,
            Demand demand) {
        this.database = database;
        this.relation = relation;
        this.title = title;
        this.columns = List.copyOf(columns);
        this.parting = parting;
        this.demand = demand;
    }

    /**
     * What is to be read for some columns of the rows that meet a condition.
     *
     * @param names in any order
     * @param bytes how large the table is
     * @param condition SQL over the table's columns; empty for all rows
     */
    public Form.Rows form(List<String> names, long bytes, String condition) {
        long parts = parting == Parting.NONE ? 1 : Math.min(MOST_PARTS, bytes / BYTES_OF_PART + 1);
        List<String> conditions = new ArrayList<>();
        for (String range : parts == 1 ? List.of("") : ranges(parts)) {
            boolean both = !range.isEmpty() && !condition.isEmpty();
            conditions.add(both ? range + " and (" + condition + ")" : range + condition);
        }
        return form(names, conditions, bytes / conditions.size());
    }

    /** Ranges of places that are about as wide as one another. Those at the ends have no bound there. */
    private List<String> ranges(long parts) {
        long[] bounds = bounds();
        long width = Math.max(1, (bounds[1] - bounds[0]) / parts + 1);
        List<String> ranges = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            String from = i == 0 ? "" : PLACE.name() + " >= " + (bounds[0] + i * width);
            String to = i == parts - 1 ? "" : PLACE.name() + " < " + (bounds[0] + (i + 1) * width);
            ranges.add(from + (from.isEmpty() || to.isEmpty() ? "" : " and ") + to);
        }
        return ranges;
    }

    private long[] bounds() {
        String sql = "select coalesce(min(levada_row), 0), coalesce(max(levada_row), 0) from " + relation;
        try {
            return database.retried(() -> {
                try (Session session = database.readers().take();
                        Statement statement = session.connection().createStatement();
                        ResultSet row = statement.executeQuery(sql)) {
                    row.next();
                    return new long[] {row.getLong(1), row.getLong(2)};
                }
            });
        } catch (SQLException e) {
            throw database.failure("cannot read " + title, e);
        }
    }

    /** What is to be read for some columns of rows whose places are known. */
    public Form.Rows form(List<String> names, long[] places) {
        List<String> conditions = new ArrayList<>();
        for (int from = 0; from == 0 || from < places.length; from += PLACES_OF_PART) {
            conditions.add(among(places, from, Math.min(places.length, from + PLACES_OF_PART)));
        }
        return form(names, conditions, 0);
    }

    /** A condition on rows that lie at certain places. */
    public static String among(long[] places, int from, int to) {
        String list = Arrays.stream(places, from, to).mapToObj(Long::toString).collect(Collectors.joining(","));
        return list.isEmpty() ? "false" : PLACE.name() + " in (" + list + ")";
    }

    private Form.Rows form(List<String> names, List<String> conditions, long bytes) {
        List<Column> delivered = new ArrayList<>();
        List<Column> suggested = new ArrayList<>();
        StringBuilder select = new StringBuilder("select ");
        for (String name : names) {
            Field field = field(name);
            delivered.add(new Column(name, field.delivered()));
            suggested.add(field.column());
            select.append(field.expression())
                    .append(" as ")
                    .append(quoted(name))
                    .append(", ");
        }
        delivered.add(PLACE);
        suggested.add(PLACE);
        select.append(PLACE.name()).append(" from ").append(relation);
        List<Split> splits = conditions.stream()
                .map(condition -> new Split(title, select + (condition.isEmpty() ? "" : " where " + condition), bytes))
                .toList();
        return new Form.Rows(delivered, suggested, splits);
    }

    private Field field(String name) {
        Column named = columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(title + " has no column '" + name + "'"));
        return StoredTypes.field(named, quoted(name));
    }

    private String quoted(String name) {
        return database.dialect().quoted(name);
    }

    @Override
    public Extent plan(Read read) {
        throw new UnsupportedOperationException("the rows of a table are not planned");
    }

    @Override
    public Reader open(Split split) {
        return ResultSetReader.open(database.dialect(), database.retry(), new Part(split.token()), split.source());
    }

    /** One part. Its transaction sees the moment of its first statement, which is the demand's. */
    private final class Part implements Reading {
        private final String sql;

        Part(String sql) {
            this.sql = sql;
        }

        @Override
        public Running begin() throws SQLException {
            Session session = database.readers().take();
            try {
                demand.at(session.connection());
                PreparedStatement statement = session.connection().prepareStatement(sql);
                database.dialect().prepare(statement);
                ResultSet rows = statement.executeQuery();
                return new Running(session, rows, fields(rows.getMetaData()));
            } catch (SQLException | RuntimeException e) {
                session.abandon();
                throw e;
            }
        }
    }

    private List<Field> fields(ResultSetMetaData result) throws SQLException {
        List<Field> fields = new ArrayList<>();
        for (int i = 1; i < result.getColumnCount(); i++) {
            fields.add(field(result.getColumnLabel(i)));
        }
        fields.add(new Field(PLACE, Primitive.BIGINT, PLACE.name(), Cells::whole, Optional.empty()));
        return fields;
    }

    @Override
    public int atOnce() {
        return database.readers().most();
    }

    @Override
    public void close() {}
}
