package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.store.Quarantine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Rows as they were received, on their way to being typed.
 *
 * @param from what stands behind FROM
 * @param columns how each column is found in it
 * @param source where a row came from, as an expression over {@code from}
 * @param position its place there, counted from 1, or NULL
 * @param document the text of a row that arrives as one JSON document; NULL if rows arrive in columns
 * @param malformed the reason why a row cannot be taken apart, or NULL
 */
record RawRows(
        String from, List<RawColumn> columns, String source, String position, String document, String malformed) {
    /** The names of what {@link #typed} adds to the columns. */
    static final String SOURCE = "levada_source";

    static final String POSITION = "levada_position";
    static final String DOCUMENT = "levada_document";
    static final String MALFORMED = "levada_malformed";
    private static final String NONE = "NULL";

    RawRows {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param raw its value as received
     * @param typed the value in the column's type, null where it does not fit
     */
    record RawColumn(Column column, String raw, String typed, Fit fit) {
        /** What is known of a column's values beforehand. */
        enum Fit {
            /** All are of the column's type. */
            CERTAIN,
            /** Some may not be. */
            UNCERTAIN
        }

        /** A column whose values are of its type already. */
        static RawColumn sure(Column column, String expression) {
            return new RawColumn(column, expression, expression, Fit.CERTAIN);
        }

        /** A column whose values are cast, each of which may fail. */
        static RawColumn cast(Column column, String expression) {
            return new RawColumn(
                    column,
                    expression,
                    "TRY_CAST(" + expression + " AS " + column.type().sql() + ")",
                    Fit.UNCERTAIN);
        }

        /** A column that comes in the type it is given in, cast if that is another; nulls if it is not given. */
        static RawColumn of(Column wanted, List<Column> given, Function<Column, String> expression) {
            return CsvGroup.find(given, wanted.name())
                    .map(found -> found.type().equals(wanted.type())
                            ? sure(wanted, expression.apply(found))
                            : cast(wanted, expression.apply(found)))
                    .orElseGet(
                            () -> sure(wanted, "CAST(NULL AS " + wanted.type().sql() + ")"));
        }

        boolean mayFail() {
            return fit == Fit.UNCERTAIN;
        }
    }

    /** The same rows, said to come from elsewhere. @param other as an expression over {@code from} */
    RawRows ofSource(String other) {
        return new RawRows(from, columns, other, position, document, malformed);
    }

    boolean mayBeMalformed() {
        return !malformed.equals(NONE);
    }

    /** Where the raw value of the column at that place stands among the typed rows. */
    static String rawName(int index) {
        return "levada_raw_" + index;
    }

    /** A relation with the typed columns under their names, the raw ones, and what is known of each row. */
    String typed() {
        List<String> selected = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RawColumn column = columns.get(i);
            selected.add(column.typed() + " AS " + Sql.name(column.column().name()));
            selected.add(column.raw() + " AS " + rawName(i));
        }
        selected.add(source + " AS " + SOURCE);
        selected.add("CAST(" + position + " AS BIGINT) AS " + POSITION);
        selected.add("CAST(" + document + " AS VARCHAR) AS " + DOCUMENT);
        selected.add("CAST(" + malformed + " AS VARCHAR) AS " + MALFORMED);
        return "(SELECT " + String.join(", ", selected) + " FROM " + from + ")";
    }

    /** The row as received, as a JSON object; an expression over the typed rows. */
    String record() {
        if (!document.equals(NONE)) {
            return "CASE WHEN " + MALFORMED + " IS NULL THEN " + DOCUMENT + " ELSE CAST(json_object("
                    + Sql.text(Quarantine.RAW) + ", " + DOCUMENT + ") AS VARCHAR) END";
        }
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            pairs.add(Sql.text(columns.get(i).column().name()) + ", " + rawName(i));
        }
        return "CAST(json_object(" + String.join(", ", pairs) + ") AS VARCHAR)";
    }

    /** True for rows with a value that does not fit its column's type. @param first how many columns are looked at */
    String anyCastFails(int first) {
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < first; i++) {
            if (columns.get(i).mayFail()) {
                failures.add(castFails(i));
            }
        }
        return failures.isEmpty() ? "false" : failures.stream().collect(Collectors.joining(" OR ", "(", ")"));
    }

    /** True where the value of the column at that place does not fit its type. */
    String castFails(int index) {
        return "(" + Sql.name(columns.get(index).column().name()) + " IS NULL AND " + rawName(index) + " IS NOT NULL)";
    }
}
