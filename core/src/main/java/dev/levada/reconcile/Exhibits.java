package dev.levada.reconcile;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.reconcile.compare.Evidence;
import dev.levada.reconcile.compare.Evidence.Duplicates;
import dev.levada.reconcile.compare.Layout;
import dev.levada.reconcile.compare.Literal;
import dev.levada.reconcile.compare.Verdict;
import dev.levada.reconcile.compare.Views;
import dev.levada.store.Audit;
import dev.levada.store.Quarantine;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import dev.levada.workspace.SourceNames;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a comparison with a source looks at, and what it may conclude from that.
 *
 * @param rows what the table should hold
 * @param pending what the next run would read; empty if it would read everything, or nothing
 */
record Exhibits(
        Store store,
        Asset asset,
        TableVersion version,
        Session session,
        SourceRows rows,
        Optional<SourceRows> pending) {

    /** Whether the source is files, which come and go, rather than a table. */
    static boolean isOfFiles(Extent extent) {
        return !(extent.form() instanceof Form.Rows);
    }

    /** Rows that fail a run have no place to be in. */
    void countFailing(Map<Verdict, Long> verdicts) {
        Set<String> rules = rows.produced().errors().keySet();
        if (rules.isEmpty()) {
            return;
        }
        String codes = rules.stream().map(Literal::text).collect(Collectors.joining(", ", "[", "]"));
        try (Rows counted =
                session.query("SELECT count(*) FROM " + Views.BROKEN + " WHERE list_has_any(reasons, " + codes + ")")) {
            Object count = Objects.requireNonNull(counted.next()).get(0);
            verdicts.put(Verdict.FAILS_RUN, ((Number) Objects.requireNonNull(count)).longValue());
        }
    }

    /** Makes visible what is compared, and what explains why it differs. */
    void show(CurrentRows current) {
        asset.write()
                .deletes()
                .when()
                .ifPresentOrElse(
                        when -> session.expose(Views.SOURCE, rows.kept(), "NOT coalesce((" + when + "\n), false)"),
                        () -> session.expose(Views.SOURCE, rows.kept()));
        current.condition()
                .ifPresentOrElse(
                        condition -> session.expose(Views.TABLE, store.scan(version), condition),
                        () -> session.expose(Views.TABLE, store.scan(version)));
        session.expose(Views.CANDIDATES, rows.withDuplicates());
        session.expose(Views.BROKEN, rows.broken());
        pending.ifPresent(found -> session.expose(Views.PENDING, found.withDuplicates()));
        store.head(asset.name().quarantine())
                .ifPresentOrElse(
                        head -> session.expose(Views.QUARANTINE, store.scan(head)),
                        () -> session.declare(Views.QUARANTINE, Quarantine.COLUMNS));
    }

    /** What there is to explain why rows differ. */
    Evidence evidence(Layout layout, Extent extent) {
        boolean keepsFiles = isOfFiles(extent)
                && asset.write().mode() != WriteMode.OVERWRITE
                && version.columns().stream().anyMatch(column -> column.name().equals(Audit.SOURCE));
        return new Evidence(
                pending.isPresent(),
                duplicates(layout),
                true,
                keepsFiles ? Optional.of(SourceNames.of(extent.form())) : Optional.empty(),
                asset.write().mode() == WriteMode.INSERT_ONLY);
    }

    /** What is kept of several rows of one key depends on the runs that they came in, unless an order tells. */
    private Duplicates duplicates(Layout layout) {
        boolean byUsualKey = Reconciliation.names(layout.key()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList()
                .equals(Choice.usualKey(asset).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        if (rows.produced().account().duplicates() == 0 || !byUsualKey) {
            return Duplicates.NONE;
        }
        return switch (asset.write().mode()) {
            case OVERWRITE -> Duplicates.NONE;
            case APPEND, OVERWRITE_PARTITIONS -> new Duplicates(Duplicates.Most.ALL, Optional.empty());
            case INSERT_ONLY -> new Duplicates(Duplicates.Most.ONE, Optional.empty());
            case UPSERT, SCD2, SCD3 -> new Duplicates(Duplicates.Most.ONE, SourceRows.order(asset.write()));
        };
    }
}
