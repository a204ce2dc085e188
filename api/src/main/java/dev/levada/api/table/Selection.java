package dev.levada.api.table;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What an asset's {@code extract} selects: the rows of a table, some of its columns and rows perhaps, or those of a query.
 *
 * @param filter the condition, in the database's own SQL, that rows of the table meet
 */
public record Selection(Optional<String> table, Optional<String> query, List<String> columns, Optional<String> filter) {

    public Selection {
        columns = List.copyOf(columns);
    }

    /**
     * Reads the settings that {@link #settings} declares.
     *
     * @throws LevadaException unless it is exactly one of both
     */
    public static Selection of(String connection, Settings settings) {
        Selection selection = new Selection(
                settings.optionalText("table"),
                settings.optionalText("query"),
                settings.texts("columns"),
                settings.optionalText("filter").map(String::strip));
        if (selection.table.isPresent() == selection.query.isPresent()) {
            throw wrong(connection, "`extract` takes exactly one of `table` and `query`.");
        }
        if (selection.query.isPresent() && !selection.columns.isEmpty()) {
            throw wrong(connection, "`columns` goes with `table`; a `query` lists its columns itself.");
        }
        if (selection.query.isPresent() && selection.filter.isPresent()) {
            throw wrong(connection, "`filter` goes with `table`; a `query` has its own `where`.");
        }
        return selection;
    }

    /**
     * The settings of an {@code extract}.
     *
     * @param table how a table is named, as a sentence
     */
    public static List<Setting> settings(String table) {
        return List.of(
                Setting.text("table", table + " Either this or `query`."),
                Setting.text("query", "A select statement in the database's own SQL. Either this or `table`."),
                Setting.list("columns", new Shape.Text(), "Which columns of the table to read. By default all."),
                Setting.text(
                        "filter",
                        "A condition in the database's own SQL, such as `deleted_at is null`. Only rows of the table that"
                                + " meet it leave the database; the others are not counted."));
    }

    /** What follows the table's name in a statement: the filter, or nothing. The line end closes a remark. */
    public String where() {
        return filter.map(condition -> " where (" + condition + "\n)").orElse("");
    }

    /** What follows the connection's name in the name of the source. */
    public String suffix() {
        return table.map(name -> "." + name).orElse(" query");
    }

    /** How a message calls it. */
    public String what() {
        return table.map(name -> "table " + name).orElse("the query");
    }

    /** The columns to read of those that the table has, as the table spells them. */
    public List<String> chosen(String connection, List<String> known) {
        if (columns.isEmpty()) {
            return known;
        }
        List<String> chosen = new ArrayList<>();
        for (String column : columns) {
            chosen.add(spelling(connection, column, known, what() + " has no column named '" + column + "'."));
        }
        return chosen;
    }

    /**
     * A name as the database spells it; capitals matter only between names that differ in nothing else.
     *
     * @param otherwise the sentence to fail with if there is none
     */
    public static String spelling(String connection, String written, Collection<String> known, String otherwise) {
        if (known.contains(written)) {
            return written;
        }
        return known.stream()
                .filter(written::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> wrong(connection, otherwise + " " + Names.hint(written, known)));
    }

    /** A failure for which the project's files are to blame. */
    public static LevadaException wrong(String connection, String what) {
        return new LevadaException("source.settings", Blame.PROJECT, "Connection '" + connection + "': " + what);
    }
}
