package dev.levada.reconcile;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Source;
import dev.levada.contract.Dedup;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Positions;
import dev.levada.store.Quarantine;
import dev.levada.store.Staged;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.Matching;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a source as an extract would write them if the table began anew: cast, judged, filtered, one for each key. */
record SourceRows(Produced produced) {

    /**
     * Reads them. Rules that compare rows with others are left out: which rows of a value that must be unique were turned away
     * depends on the runs that they came in, and the table's quarantine tells.
     *
     * @param columns the asset's own
     */
    static SourceRows read(
            Asset asset, Extent extent, Source source, List<Column> columns, Session session, Scratch scratch) {
        Optional<String> filter = ((Making.Extract) asset.making()).filter();
        List<Rule> rules = asset.contract().rules().stream()
                .filter(rule -> !(rule.test() instanceof Test.Unique))
                .toList();
        return new SourceRows(session.produce(new Production(
                new Production.FromSource(extent, source, filter),
                columns,
                rules,
                dedup(asset.write()),
                Optional.empty(),
                scratch.staging(asset.name(), columns),
                scratch.staging(asset.name().quarantine(), Quarantine.COLUMNS))));
    }

    /** Of the versions of a row the last one counts: only that is current. */
    private static Optional<Dedup> dedup(Write write) {
        Optional<String> updatedAt = write.versions().flatMap(Versions::updatedAt);
        return updatedAt.isPresent() ? Optional.of(new Dedup(write.key(), Dedup.Keep.LAST, updatedAt)) : write.dedup();
    }

    /** The column that tells which row of a key counts. */
    static Optional<String> order(Write write) {
        return dedup(write).flatMap(Dedup::order);
    }

    /** The rows that count. */
    TableScan kept() {
        return scan(produced.kept(), produced.kept().removed());
    }

    /** The rows that count, and those that were dropped because another one of their key does. */
    TableScan withDuplicates() {
        return scan(produced.kept(), Map.of());
    }

    /** The rows that break the contract. */
    TableScan broken() {
        return scan(produced.quarantined(), Map.of());
    }

    private static TableScan scan(Staged staged, Map<String, Positions> removed) {
        return new TableScan(
                staged.staging().columns(),
                staged.files().stream()
                        .map(file -> new TableScan.DataFile(file.path(), file.rows(), file.bytes()))
                        .toList(),
                removed,
                List.of(),
                Matching.BY_NAME);
    }
}
