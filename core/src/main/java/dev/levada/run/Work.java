package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.contract.Dedup;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Merge;
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
import dev.levada.store.TableScan.Matching;
import dev.levada.store.TableVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is decided about a task before its first row is read.
 *
 * @param base the version that the rows are written onto
 * @param columns the asset's own, without those that its write mode keeps and the audit columns
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

    /** The same, computed by the engine instead of a database; empty if it is, or if it shall not be. */
    Optional<Work> computedByEngine() {
        return input instanceof Production.FromDatabase from
                ? from.otherwise()
                        .map(query -> new Work(asset, query, mode, scope, base, columns, constants, facts, slices))
                : Optional.empty();
    }

    /** The request for the place that kept rows are written to. */
    StageRequest request(String runId) {
        return new StageRequest(asset.name(), runId, stored(), asset.partition(), constants, scope, use());
    }

    /** Rows are read again by checks, by those who look for duplicates, and by those who are released together with them. */
    private StageRequest.Use use() {
        boolean isAsItComes = !isReplay()
                && slices.isEmpty()
                && asset.time().isEmpty()
                && asset.release().isEmpty()
                && asset.partition().isEmpty()
                && asset.write().dedup().isEmpty()
                && asset.contract().checks().isEmpty()
                && asset.contract().rules().stream().noneMatch(Work::readsRowsAgain);
        if (isAsItComes && mode == WriteMode.OVERWRITE) {
            return StageRequest.Use.WHOLE;
        }
        return isAsItComes && mode == WriteMode.APPEND ? StageRequest.Use.ADDED : StageRequest.Use.READ_AGAIN;
    }

    private static boolean readsRowsAgain(Rule rule) {
        return rule.onFail() == OnFail.WARN || rule.test() instanceof Test.Unique;
    }

    /** The request for the place that quarantined rows are written to. */
    StageRequest quarantineRequest(String runId) {
        return new StageRequest(
                asset.name().quarantine(), runId, Quarantine.COLUMNS, List.of(), Map.of(), Scope.INCREMENT);
    }

    /** @param now when the run began */
    Production production(Store store, Staging staging, Staging quarantine, Instant now) {
        List<Rule> rules = new ArrayList<>(asset.contract().rules());
        rules.addAll(KeyRules.of(asset));
        return new Production(
                input,
                columns,
                rules,
                asset.write().dedup(),
                rivals(store),
                staging,
                quarantine,
                merge(store, staging, now),
                Map.of());
    }

    boolean isReplay() {
        return input instanceof Production.FromQuarantine;
    }

    private List<Column> stored() {
        return Columns.stored(asset, columns);
    }

    /** A table that begins anew is merged with nothing, so that rows of one key become what they would have become one by one. */
    private Optional<Merge> merge(Store store, Staging staging, Instant now) {
        Write write = asset.write();
        boolean windowed = write.dedup().flatMap(Dedup::window).isPresent();
        if (!write.mode().isKeyed() && !windowed) {
            return Optional.empty();
        }
        TableScan nothing = new TableScan(staging.columns(), List.of(), Map.of(), List.of(), Matching.BY_ID);
        TableScan table =
                base.filter(head -> scope == Scope.INCREMENT).map(store::scan).orElse(nothing);
        boolean complete = write.needsWholeSource() && !isReplay();
        Optional<String> filter =
                asset.making() instanceof Making.Extract extract ? extract.filter() : Optional.empty();
        return Optional.of(new Merge(table, write, now, complete, filter));
    }

    private Optional<TableScan> rivals(Store store) {
        boolean standBeside = mode == WriteMode.APPEND || mode.isKeyed();
        return standBeside && hasUnique() ? base.map(store::scan) : Optional.empty();
    }

    /** Whether it depends on the rows of the base which of those that are added to it are kept. */
    boolean comparesWithBase() {
        boolean isWindowed = asset.write().dedup().flatMap(Dedup::window).isPresent();
        return mode == WriteMode.APPEND && (hasUnique() || isWindowed);
    }

    private boolean hasUnique() {
        return asset.contract().rules().stream().anyMatch(rule -> rule.test() instanceof Test.Unique);
    }
}
