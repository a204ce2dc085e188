package dev.levada.cli;

import dev.levada.ledger.Verification;
import dev.levada.project.AssetName;
import dev.levada.reconcile.Reconciled;
import dev.levada.reconcile.compare.Chunk;
import dev.levada.reconcile.compare.DifferingKey;
import dev.levada.reconcile.compare.Figures;
import dev.levada.reconcile.compare.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What came of comparing a table, for machines. */
final class ReconcileJson {
    private ReconcileJson() {}

    static Map<String, @Nullable Object> of(Reconciled reconciled) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("asset", reconciled.asset().toString());
        fields.put("against", reconciled.against());
        fields.put("agrees", reconciled.agrees());
        fields.put("table_version", Long.toString(reconciled.version()));
        fields.put("compared_at", reconciled.moment().toString());
        fields.put("key", reconciled.key());
        fields.put("columns", reconciled.columns());
        fields.put("source_rows", reconciled.sourceRows());
        fields.put("table_rows", reconciled.tableRows());
        fields.put("table_rows_aside", reconciled.aside());
        reconciled.reading().ifPresent(reading -> fields.put("read", reading(reading)));
        fields.put("differing_keys", reconciled.differing());
        fields.put("verdicts", verdicts(reconciled.verdicts()));
        fields.put(
                "differences",
                reconciled.differences().stream()
                        .map(key -> difference(key, reconciled.key()))
                        .toList());
        fields.put(
                "chunks",
                reconciled.chunks().stream()
                        .map(chunk -> chunk(chunk, reconciled))
                        .toList());
        fields.put("notes", reconciled.notes());
        fields.put(
                "verified_through", reconciled.mark().map(ReconcileJson::mark).orElse(null));
        return fields;
    }

    static Map<String, @Nullable Object> status(AssetName asset, Optional<Verification> mark) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("asset", asset.toString());
        fields.put("verified_through", mark.map(ReconcileJson::mark).orElse(null));
        return fields;
    }

    private static Map<String, Object> reading(Reconciled.Reading reading) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("read", reading.account().read());
        fields.put("kept", reading.account().kept());
        fields.put("quarantined", reading.account().quarantined());
        fields.put("duplicates", reading.account().duplicates());
        fields.put("filtered", reading.account().filtered());
        fields.put("not_loaded_yet", reading.pending());
        fields.put("reasons", new TreeMap<>(reading.reasons()));
        return fields;
    }

    private static Map<String, Long> verdicts(Map<Verdict, Long> counts) {
        Map<String, Long> verdicts = new LinkedHashMap<>();
        for (Verdict verdict : Verdict.values()) {
            if (verdict.isDifference() || counts.containsKey(verdict)) {
                verdicts.put(verdict.word(), counts.getOrDefault(verdict, 0L));
            }
        }
        return verdicts;
    }

    private static Map<String, @Nullable Object> difference(DifferingKey key, List<String> names) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("verdict", key.verdict().word());
        fields.put("key", named(names, key.key()));
        fields.put("source_rows", key.sourceRows());
        fields.put("table_rows", key.tableRows());
        List<Map<String, @Nullable Object>> values = new ArrayList<>();
        for (DifferingKey.Value value : key.values()) {
            Map<String, @Nullable Object> both = new LinkedHashMap<>();
            both.put("column", value.column());
            both.put("source", value.source());
            both.put("table", value.table());
            values.add(both);
        }
        fields.put("values", values);
        return fields;
    }

    private static Map<String, @Nullable Object> chunk(Chunk chunk, Reconciled reconciled) {
        List<String> names = reconciled.key().isEmpty() ? List.of("digest") : reconciled.key();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("chunk", chunk.number() + 1);
        fields.put("from", chunk.from().map(from -> named(names, from)).orElse(null));
        fields.put("to", chunk.to().map(to -> named(names, to)).orElse(null));
        fields.put("agrees", chunk.agrees());
        fields.put("source", figures(chunk.source(), reconciled.columns()));
        fields.put("table", figures(chunk.table(), reconciled.columns()));
        return fields;
    }

    private static Map<String, Object> figures(Figures figures, List<String> columns) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("rows", figures.rows());
        fields.put("checksum", figures.checksum());
        Map<String, Object> byColumn = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            Figures.OfColumn column = figures.columns().get(i);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("values", column.values());
            column.min().ifPresent(min -> values.put("min", min));
            column.max().ifPresent(max -> values.put("max", max));
            column.sum().ifPresent(sum -> values.put("sum", sum));
            byColumn.put(columns.get(i), values);
        }
        fields.put("columns", byColumn);
        return fields;
    }

    private static Map<String, @Nullable Object> named(List<String> names, List<@Nullable String> values) {
        Map<String, @Nullable Object> named = new LinkedHashMap<>();
        for (int i = 0; i < values.size(); i++) {
            named.put(names.get(i), values.get(i));
        }
        return named;
    }

    private static Map<String, @Nullable Object> mark(Verification mark) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("through", mark.through().toString());
        fields.put("table_version", Long.toString(mark.tableVersion()));
        fields.put("source_version", mark.sourceVersion().orElse(null));
        fields.put("reached", mark.reached().orElse(null));
        fields.put("key", mark.key());
        fields.put("source_rows", mark.sourceRows());
        fields.put("table_rows", mark.tableRows());
        fields.put("not_loaded_yet", mark.pending());
        return fields;
    }
}
