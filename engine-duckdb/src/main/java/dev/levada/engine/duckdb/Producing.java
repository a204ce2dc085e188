package dev.levada.engine.duckdb;

import dev.levada.contract.Rule;
import dev.levada.engine.Account;
import dev.levada.engine.Compared;
import dev.levada.engine.Effect;
import dev.levada.engine.Merge;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Production.FromQuarantine;
import dev.levada.engine.duckdb.Intake.Written;
import dev.levada.engine.duckdb.Merging.Merged;
import dev.levada.store.Audit;
import dev.levada.store.CrashPoint;
import dev.levada.store.Positions;
import dev.levada.store.Replaced;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One production, from its input to staged rows. */
final class Producing {
    private final DuckDbSession session;
    private final Statements statements;
    private final Production production;
    private final QuarantinedRows quarantined;
    private final String schema;
    private final List<Rule> rules;
    private final StrayColumns strayColumns;

    Producing(DuckDbSession session, Production production) {
        this.session = session;
        this.statements = session.statements();
        this.production = production;
        this.schema = session.ownSchema();
        this.rules = new ReferencedKeys(statements, production.columns()).lookedUp(production.rules());
        this.strayColumns = new StrayColumns(production, rules);
        this.quarantined = new QuarantinedRows(statements, schema);
    }

    Produced produce() {
        Intake intake = new Intake(session, production, rules, strayColumns, quarantined);
        return finish(intake.read(), intake.origin());
    }

    private Produced finish(Written written, String origin) {
        CrashPoint.reach("mid-produce", production.staging().table());
        if (!production.staging().isPassing()) {
            Flushing.begin(written.files());
        }
        StagedRows staged =
                new StagedRows(statements, session.engine().seenKeys(), schema, writtenColumns(), written.files());
        boolean any = !written.files().isEmpty();
        long duplicates = any ? production.dedup().map(staged::removeDuplicates).orElse(0L) : 0;
        boolean replay = production.input() instanceof FromQuarantine;
        long before = quarantined.count();
        Optional<Merging> merging = production.merge().map(merge -> Merging.of(batch(staged, written), merge));
        merging.ifPresent(Merging::sift);
        Optional<String> rivals = production
                .rivals()
                .map(table -> merging.map(Merging::rivals)
                        .orElseGet(() -> session.scans().rows(table)));
        if (any) {
            turnRivalsAway(staged, rivals, origin(origin), merging.isPresent());
        }
        Map<String, Long> warnings = any ? staged.warnings(rules, rivals) : Map.of();
        long rivalsRemoved = quarantined.count() - before;
        Merged merged = merging.map(Merging::finish).orElseGet(() -> unmerged(written, duplicates + rivalsRemoved));
        long unread = production
                .merge()
                .flatMap(Merge::compared)
                .map(Compared::unread)
                .orElse(0L);
        Account account = new Account(
                written.account().read() + unread,
                merged.kept(),
                written.account().quarantined() + rivalsRemoved,
                duplicates + merged.duplicates(),
                written.account().filtered(),
                merged.unchanged() + unread,
                merged.deletes());
        Map<String, Long> reasons = quarantined.reasons();
        Map<String, Long> errors = new TreeMap<>(QuarantinedRows.errors(reasons, rules));
        errors.putAll(strayColumns.frozen(reasons));
        Map<String, String> examples = quarantined.examples(errors.keySet());
        if (replay && before > 0) {
            statements.execute("DELETE FROM " + quarantined.table() + " WHERE rowid < " + before);
        }
        return new Produced(
                account,
                new Staged(
                        production.staging(), merged.files(), removedFrom(merged.files(), staged), merged.replaced()),
                quarantined.stage(production.quarantine(), session.loadedAt(production)),
                written.released(),
                reasons,
                errors,
                warnings,
                written.bytes(),
                merged.effect(),
                examples,
                merged.notices(),
                written.discarded());
    }

    private Batch batch(StagedRows staged, Written written) {
        return new Batch(
                session,
                production,
                staged,
                quarantined,
                writtenColumns(),
                written.files(),
                written.account().read());
    }

    /** A row that is turned away leaves the row in the table whose place it would have taken, which others may rival then. */
    private void turnRivalsAway(StagedRows staged, Optional<String> rivals, String origin, boolean merges) {
        long removed;
        do {
            removed = staged.removeRivals(rules, rivals, quarantined, origin);
        } while (merges && removed > 0);
    }

    private static Merged unmerged(Written written, long removed) {
        return new Merged(
                written.files(), Replaced.NONE, Effect.NONE, written.account().kept() - removed, 0, 0, 0, List.of());
    }

    private static Map<String, Positions> removedFrom(List<WrittenFile> files, StagedRows staged) {
        Map<String, Positions> removed = new HashMap<>(staged.removedRows());
        removed.keySet().retainAll(files.stream().map(WrittenFile::path).toList());
        return removed;
    }

    /** The source of a staged row: its own column if that was written, else the one value of all rows. */
    private String origin(String otherwise) {
        String constant = production.staging().constants().get(Audit.SOURCE);
        if (constant != null) {
            return Sql.text(constant);
        }
        return writtenColumns().stream().anyMatch(column -> column.name().equals(Audit.SOURCE))
                ? Sql.name(Audit.SOURCE)
                : otherwise;
    }

    private List<StoredColumn> writtenColumns() {
        return production.staging().columns().stream()
                .filter(column -> !production.staging().constants().containsKey(column.name()))
                .toList();
    }
}
