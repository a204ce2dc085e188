package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
import java.util.ArrayList;
import java.util.List;

/** Parquet files that a source names. */
final class ParquetFiles {
    private ParquetFiles() {}

    static String relation(Form.Scan scan) {
        return "read_parquet("
                + Sql.texts(scan.files().stream()
                        .map(file -> file.path().toString())
                        .toList())
                + ", union_by_name = true, filename = true, file_row_number = true)";
    }

    /** @param given the columns that the files have */
    static RawRows rows(Form.Scan scan, List<Column> wanted, List<Column> given) {
        List<RawRows.RawColumn> columns = new ArrayList<>();
        for (Column column : wanted) {
            columns.add(CsvGroup.find(given, column.name())
                    .map(actual -> actual.type().equals(column.type())
                            ? RawRows.RawColumn.sure(column, Sql.name(column.name()))
                            : RawRows.RawColumn.cast(column, Sql.name(column.name())))
                    .orElseGet(() -> RawRows.RawColumn.sure(
                            column, "CAST(NULL AS " + column.type().sql() + ")")));
        }
        return new RawRows(
                relation(scan),
                columns,
                FileNames.expression(scan.files(), "filename"),
                "file_row_number + 1",
                "NULL",
                "NULL");
    }
}
