package dev.levada.connector.jdbc;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.Reader;
import dev.levada.api.Split;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.table.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Hands the rows of a statement to the engine. */
final class ResultSetReader implements Reader {
    private final Dialect dialect;
    private final String what;
    private final Connection connection;
    private final ResultSet rows;
    private final List<Cell> cells;
    private final RowFilter filter;
    private boolean ended;

    private ResultSetReader(
            Dialect dialect, String what, Connection connection, ResultSet rows, List<Cell> cells, RowFilter filter) {
        this.dialect = dialect;
        this.what = what;
        this.connection = connection;
        this.rows = rows;
        this.cells = cells;
        this.filter = filter;
    }

    /** Runs the statement of a split. */
    static Reader open(Split split, Dialect dialect) {
        String what = "cannot read " + split.source();
        try {
            Connection connection = dialect.open();
            try {
                return open(split, dialect, what, connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw dialect.failure(what, e);
        }
    }

    private static Reader open(Split split, Dialect dialect, String what, Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(Query.sql(split.token()));
        Optional<WindowQuery> window = Query.window(split.token());
        List<Column> all = dialect.declared(statement);
        List<Column> columns = window.isPresent() ? all.subList(0, all.size() - 1) : all;
        if (!Query.fits(split.token(), columns)) {
            throw Columns.changed(split.source());
        }
        List<Cell> cells = columns.stream()
                .map(column -> dialect.cell(dialect.delivered(column.type())))
                .toList();
        List<CursorValue> values = window.map(WindowQuery::values).orElse(List.of());
        for (int i = 0; i < values.size(); i++) {
            dialect.bind(statement, i + 1, values.get(i));
        }
        ResultSet rows = statement.executeQuery();
        List<String> names = columns.stream().map(Column::name).toList();
        RowFilter filter = window.map(seen -> RowFilter.of(seen.sifting(), names, dialect, split.source()))
                .orElse(RowFilter.NONE);
        return new ResultSetReader(dialect, what, connection, rows, cells, filter);
    }

    @Override
    public int read(Batch batch) {
        int count = 0;
        try {
            while (!ended && count < batch.capacity()) {
                if (!rows.next()) {
                    ended = true;
                    filter.end();
                } else if (filter.passes(rows)) {
                    copyRow(batch, count++);
                }
            }
        } catch (SQLException e) {
            throw dialect.failure(what, e);
        }
        return count;
    }

    private void copyRow(Batch batch, int row) throws SQLException {
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).copy(rows, i + 1, batch.column(i), row);
        }
    }

    @Override
    public void close() {
        try {
            connection.close(); // and with it the statement
        } catch (SQLException e) {
            // nothing is lost by a connection that only read
        }
    }
}
