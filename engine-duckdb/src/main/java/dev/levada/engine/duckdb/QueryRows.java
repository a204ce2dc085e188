package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import java.util.List;

/** The rows of a query, which leave the engine column by column. */
final class QueryRows implements RowStream {
    private final Statements statements;
    private final Outlet outlet;
    private final String query;
    private final List<Column> columns;

    /** @param columns what the query gives */
    QueryRows(Statements statements, Outlet outlet, String query, List<Column> columns) {
        this.statements = statements;
        this.outlet = outlet;
        this.query = query;
        this.columns = List.copyOf(columns);
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public void forEach(List<? extends RowSink> sinks) {
        try (Outlet.Opened open = outlet.open(columns, sinks)) {
            try {
                // As a condition it would be tested before removed rows are left out.
                statements.execute("SELECT bool_and(" + open.call() + ") FROM (" + query + ")");
            } catch (RuntimeException e) {
                throw open.cause(e);
            }
        }
    }
}
