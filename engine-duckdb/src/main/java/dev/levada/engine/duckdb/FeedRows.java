package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import java.util.List;

/** Rows that readers deliver in columns. */
final class FeedRows {
    private FeedRows() {}

    static RawRows of(FeedFunction.Registration<Feed> feed, Form.Rows form, List<Column> wanted) {
        List<RawRows.RawColumn> columns = wanted.stream()
                .map(column -> RawRows.RawColumn.of(column, form.columns(), FeedFunction::value))
                .toList();
        return new RawRows(feed.sql(), columns, FeedFunction.SOURCE_COLUMN, "NULL", "NULL", "NULL");
    }
}
