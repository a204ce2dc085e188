package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import java.util.ArrayList;
import java.util.List;

/** Rows that readers deliver in columns. */
final class FeedRows {
    private FeedRows() {}

    static RawRows of(FeedFunction.Registration feed, Form.Rows form, List<Column> wanted) {
        List<RawRows.RawColumn> columns = new ArrayList<>();
        for (Column column : wanted) {
            columns.add(CsvGroup.find(form.columns(), column.name())
                    .map(delivered -> delivered.type().equals(column.type())
                            ? RawRows.RawColumn.sure(column, FeedFunction.value(delivered))
                            : RawRows.RawColumn.cast(column, FeedFunction.value(delivered)))
                    .orElseGet(() -> RawRows.RawColumn.sure(
                            column, "CAST(NULL AS " + column.type().sql() + ")")));
        }
        return new RawRows(feed.sql(), columns, FeedFunction.SOURCE_COLUMN, "NULL", "NULL", "NULL");
    }
}
