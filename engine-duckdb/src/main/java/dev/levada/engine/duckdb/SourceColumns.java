package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds out the columns of what sources give. */
final class SourceColumns {
    private final DuckDbSession session;
    private final Map<Form.Scan, List<CsvGroup>> csvGroups = new HashMap<>();

    SourceColumns(DuckDbSession session) {
        this.session = session;
    }

    List<Column> describe(Extent extent, Source source) {
        Form form = extent.form();
        if (form instanceof Form.Rows rows) {
            return rows.suggested();
        }
        if (form instanceof Form.Scan scan) {
            return scan.files().isEmpty() ? List.of() : describeStill(scan);
        }
        try (FeedFunction.Registration<Feed> open = session.open(session.feed(form, source))) {
            return Documents.sniff(session.statements(), open, session.spillFolder());
        }
    }

    private List<Column> describeStill(Form.Scan scan) {
        try {
            return describe(scan);
        } catch (LevadaException e) {
            // A file that is gone or half written by now explains it better.
            StillFiles.demandAsFound(scan.files());
            throw e;
        }
    }

    private List<Column> describe(Form.Scan scan) {
        if (scan.format() == Form.Format.PARQUET) {
            return session.shape(ParquetFiles.relation(scan));
        }
        Map<String, Column> columns = new LinkedHashMap<>();
        for (CsvGroup group : csvGroups(scan)) {
            group.dialect().columns().forEach(column -> columns.putIfAbsent(column.name(), column));
        }
        return List.copyOf(columns.values());
    }

    /** CSV files in groups; they are looked into once, though a task asks twice. */
    List<CsvGroup> csvGroups(Form.Scan scan) {
        return csvGroups.computeIfAbsent(
                scan, looked -> CsvGroup.of(session.statements(), looked.files(), looked.options()));
    }
}
