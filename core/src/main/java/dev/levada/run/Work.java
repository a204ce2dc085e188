package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.contract.Test;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Production;
import dev.levada.plan.Columns;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Quarantine;
import dev.levada.store.Scope;
import dev.levada.store.StageRequest;
import dev.levada.store.Staging;
import dev.levada.store.Store;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is decided about a task before its first row is read.
 *
 * @param base the version that the rows are written onto
 * @param columns to be written, without the audit columns
 * @param constants see {@link Staging#constants}
 * @param facts what is written with the commit, but for the run and its account
 * @param slices the intervals that are made; empty if the table is made, or added to, as a whole
 */
record Work(
        Asset asset,
        Production.Input input,
        WriteMode mode,
        Scope scope,
        Optional<TableVersion> base,
        List<Column> columns,
        Map<String, String> constants,
        Map<String, String> facts,
        Optional<Slices> slices) {
    Work {
        columns = List.copyOf(columns);
        constants = Map.copyOf(constants);
        facts = Map.copyOf(facts);
    }

    /** Of rows of the table as a whole. */
    Work(
            Asset asset,
            Production.Input input,
            WriteMode mode,
            Scope scope,
            Optional<TableVersion> base,
            List<Column> columns,
            Map<String, String> constants,
            Map<String, String> facts) {
        this(asset, input, mode, scope, base, columns, constants, facts, Optional.empty());
    }

    /** The same, written onto another version. */
    Work onto(Optional<TableVersion> version) {
        return new Work(asset, input, mode, scope, version, columns, constants, facts, slices);
    }

    /** The request for the place that kept rows are written to. */
    StageRequest request(String runId) {
        return new StageRequest(asset.name(), runId, stored(), asset.partition(), constants, scope);
    }

    /** The request for the place that quarantined rows are written to. */
    StageRequest quarantineRequest(String runId) {
        return new StageRequest(
                asset.name().quarantine(), runId, Quarantine.COLUMNS, List.of(), Map.of(), Scope.INCREMENT);
    }

    Production production(Store store, Staging staging, Staging quarantine) {
        return new Production(
                input, columns, asset.contract().rules(), asset.write().dedup(), rivals(store), staging, quarantine);
    }

    boolean isReplay() {
        return input instanceof Production.FromQuarantine;
    }

    private List<Column> stored() {
        return asset.making() instanceof Making.Extract ? Columns.audited(columns) : columns;
    }

    private Optional<TableScan> rivals(Store store) {
        boolean wanted = mode == WriteMode.APPEND
                && asset.contract().rules().stream().anyMatch(rule -> rule.test() instanceof Test.Unique);
        return wanted ? base.map(store::scan) : Optional.empty();
    }
}
