package dev.levada.engine.duckdb;

import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.engine.Effect;
import dev.levada.engine.Merge;
import dev.levada.store.Replaced;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The meeting of rows with the history of their keys (SCD type 2). The histories of the keys that the batch touches are
 * read whole, {@link Timeline} lays the batch's rows into them, and versions that come out otherwise than they are stored
 * are written anew.
 */
final class HistoryMerge implements Merging {
    private final Batch batch;
    private final Merge merge;
    private final Versions versions;
    private final List<String> key;
    private final StoredRows stored;
    private final PresentKeys present;
    private final Timeline timeline;
    private final String keys;
    private final String missing;
    private final String history;
    private final String outcome;

    HistoryMerge(Batch batch, Merge merge) {
        this.batch = batch;
        this.merge = merge;
        this.versions = merge.write().versions().orElseThrow();
        this.key = merge.write().key();
        this.stored = new StoredRows(batch, merge.table());
        this.present = new PresentKeys(batch, merge);
        this.keys = batch.table("keys");
        this.missing = batch.table("missing");
        this.history = batch.table("history");
        this.outcome = batch.table("outcome");
        this.timeline = new Timeline(batch, merge, history, missing);
    }

    @Override
    public void sift() {
        // What becomes of a row shows in its key's whole history only.
    }

    @Override
    public String rivals() {
        return stored.rows();
    }

    @Override
    public Merged finish() {
        if (comparesAll()) {
            stored.fetchAll();
        }
        batch.make(
                keys,
                "SELECT DISTINCT " + Sql.names(key) + " FROM (" + batch.staged().remaining() + ")");
        batch.make(missing, "SELECT " + Sql.names(key) + " FROM " + keys + " WHERE false");
        findMissing();
        readHistory();
        Timeline.Tally tally = timeline.lay();
        batch.make(outcome, outcome());
        List<WrittenFile> files = new ArrayList<>();
        if (count("SELECT count(*) FROM " + outcome + " WHERE NOT levada_stays") > 0) {
            files.addAll(batch.write("(" + rows() + ")"));
        }
        batch.deleteFiles();
        String leaving = "SELECT levada_place FROM " + history + " ANTI JOIN (SELECT levada_old_place FROM " + outcome
                + " WHERE levada_stays) staying ON levada_place = staying.levada_old_place";
        long left = count("SELECT count(*) FROM (" + leaving + ")");
        return new Merged(
                files,
                left == 0 ? Replaced.NONE : new Replaced(Set.of(), stored.byPath(leaving)),
                effect(left),
                tally.kept(),
                0,
                tally.unchanged(),
                tally.deletes(),
                present.notice().stream().toList());
    }

    /** Whether keys that the source does not have any more matter. */
    private boolean comparesAll() {
        return merge.complete() && merge.write().needsWholeSource();
    }

    /** Keys that are gone from the source, and whose last version does not say so yet. */
    private void findMissing() {
        if (versions.hardDeletes() == HardDeletes.IGNORE
                || merge.write().deletes().when().isPresent()
                || stored.none()) {
            return;
        }
        String from = Sql.name(versions.validFrom());
        String scope = merge.scope()
                .map(condition -> "coalesce((" + condition + "\n), false)")
                .orElse("true");
        String deleted = timeline.marksDeleted() ? Sql.name(versions.isDeleted()) : "false";
        String last = "SELECT " + Sql.names(key) + ", arg_max(" + scope + ", " + from
                + ") AS levada_in_scope, arg_max(coalesce("
                + deleted + ", false), " + from + ") AND max(" + from + ") <= " + timeline.now() + " AS levada_deleted,"
                + " bool_or(" + timeline.isOpen() + " OR " + Sql.name(versions.validTo()) + " > " + timeline.now()
                + ") AS levada_holds FROM (" + stored.rows() + ") GROUP BY ALL";
        present.missing(
                        "SELECT * FROM (" + last + ") WHERE levada_in_scope AND levada_holds AND NOT levada_deleted",
                        keys)
                .ifPresent(gone -> batch.make(missing, "SELECT " + Sql.names(key) + " FROM (" + gone + ")"));
    }

    private void readHistory() {
        String touched = "(SELECT * FROM " + keys + " UNION ALL SELECT * FROM " + missing + ")";
        if (!comparesAll()) {
            stored.fetch(touched, key, batch.names());
        }
        batch.make(
                history,
                stored.none()
                        ? stored.rowsWithRemoved()
                        : "SELECT old.* FROM (" + stored.rowsNear(touched, key) + ") old SEMI JOIN " + touched
                                + " touched ON " + Batch.meet(key, "old", "touched"));
        stored.forgetRemoved(history, "levada_place");
    }

    /** The versions that hold from now on; those that are stored just so stay where they are. */
    private String outcome() {
        return "SELECT timeline.*, coalesce(stored.valid_to IS NOT DISTINCT FROM timeline.levada_until, false) AND"
                + " stored.levada_place IS NOT NULL AS levada_stays FROM " + timeline.table()
                + " timeline LEFT JOIN (SELECT levada_place, " + Sql.name(versions.validTo()) + " AS valid_to FROM "
                + history
                + ") stored ON timeline.levada_old_place = stored.levada_place";
    }

    /** The rows to be written, some as the batch has them, some as they were stored. */
    private String rows() {
        List<String> own = new ArrayList<>();
        own.add("laid.levada_at AS " + Sql.name(versions.validFrom()));
        own.add("laid.levada_until AS " + Sql.name(versions.validTo()));
        if (timeline.marksDeleted()) {
            own.add("laid.levada_deleted AS " + Sql.name(versions.isDeleted()));
        }
        String columns = "SELECT "
                + batch.columns().stream()
                        .map(column -> Sql.name(column.name()))
                        .collect(Collectors.joining(", "))
                + " FROM (SELECT held.* REPLACE (" + String.join(", ", own) + ") FROM ";
        String laid =
                " held JOIN (SELECT * FROM " + outcome + " WHERE NOT levada_stays) laid ON held.levada_place = laid.";
        return columns + "(" + batch.staged().remaining() + ")" + laid + "levada_new_held) UNION ALL " + columns
                + history + laid + "levada_old_held)";
    }

    private Effect effect(long left) {
        String from = Sql.name(versions.validFrom());
        long written = count("SELECT count(*) FROM " + outcome + " WHERE NOT levada_stays");
        long updated = count(
                "SELECT count(*) FROM (SELECT * FROM " + outcome + " WHERE NOT levada_stays) new SEMI JOIN " + history
                        + " old ON " + Batch.meet(key, "old", "new") + " AND old." + from + " = new.levada_at");
        return new Effect(written - updated, updated, left - updated);
    }

    private long count(String query) {
        return batch.statements().number(query);
    }
}
