package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Form;
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
        List<RawRows.RawColumn> columns = wanted.stream()
                .map(column -> RawRows.RawColumn.of(column, given, found -> Sql.name(found.name())))
                .toList();
        return new RawRows(
                relation(scan),
                columns,
                FileNames.expression(scan.files(), "filename"),
                "file_row_number + 1",
                "NULL",
                "NULL");
    }
}
