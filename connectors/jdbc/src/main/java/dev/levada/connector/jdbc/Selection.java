package dev.levada.connector.jdbc;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import java.util.List;
import java.util.Optional;

/** What an asset's {@code extract} selects: the rows of a table, some of its columns perhaps, or those of a query. */
record Selection(Optional<String> table, Optional<String> query, List<String> columns) {

    /** @throws LevadaException unless it is exactly one of both */
    static Selection of(String connection, Settings settings) {
        Selection selection = new Selection(
                settings.optionalText("table"), settings.optionalText("query"), settings.texts("columns"));
        if (selection.table.isPresent() == selection.query.isPresent()) {
            throw wrong(connection, "`extract` takes exactly one of `table` and `query`.");
        }
        if (selection.query.isPresent() && !selection.columns.isEmpty()) {
            throw wrong(connection, "`columns` goes with `table`; a `query` lists its columns itself.");
        }
        return selection;
    }

    /** What follows the connection's name in the name of the source. */
    String suffix() {
        return table.map(name -> "." + name).orElse(" query");
    }

    /** How a message calls it. */
    String what() {
        return table.map(name -> "table " + name).orElse("the query");
    }

    static LevadaException wrong(String connection, String what) {
        return new LevadaException("source.settings", Blame.PROJECT, "Connection '" + connection + "': " + what);
    }
}
