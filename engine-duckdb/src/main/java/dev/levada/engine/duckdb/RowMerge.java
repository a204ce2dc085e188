package dev.levada.engine.duckdb;

import dev.levada.contract.Deletes;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Effect;
import dev.levada.engine.Merge;
import dev.levada.store.Replaced;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The meeting of rows, of which a table holds one for each key.
 *
 * <p>Rows of the table are found by a scan of their key, and of the column that orders them, alone; their other columns
 * are read only where these do not tell already that a row changed.
 */
final class RowMerge implements Merging {
    private final Batch batch;
    private final Merge merge;
    private final List<String> key;
    private final StoredRows stored;
    private final PresentKeys present;
    private final boolean marksDeleted;
    private final String met;
    private final String keys;
    private final String pairs;
    private final String gone;
    private final String marked;
    private Map<String, Long> sifted = Map.of();

    RowMerge(Batch batch, Merge merge) {
        this.batch = batch;
        this.merge = merge;
        this.key = merge.write().mode().isKeyed()
                ? merge.write().key()
                : merge.write().dedup().orElseThrow().by();
        this.stored = new StoredRows(batch, merge.table());
        this.present = new PresentKeys(batch, merge);
        this.marksDeleted = batch.has(Deletes.DELETED_AT) && !batch.own().contains(Deletes.DELETED_AT);
        this.met = Batch.meet(key, "old", "new");
        this.keys = batch.table("keys");
        this.pairs = batch.table("pairs");
        this.gone = batch.table("gone");
        this.marked = batch.table("marked");
    }

    @Override
    public void sift() {
        String verdicts = batch.table("verdicts");
        batch.make(gone, "SELECT CAST(NULL AS BIGINT) AS levada_place WHERE false");
        batch.make(marked, "SELECT CAST(NULL AS BIGINT) AS levada_place WHERE false");
        batch.make(keys, keysOfBatch());
        fetch();
        pair();
        batch.make(
                verdicts,
                takesPlaces()
                        ? verdictsOfPlaces()
                        : "SELECT levada_new_place, 'duplicate' AS verdict FROM " + pairs
                                + " GROUP BY levada_new_place");
        sifted = batch.statements().counts("SELECT verdict, count(*) FROM " + verdicts + " GROUP BY verdict");
        if (takesPlaces()) {
            batch.statements()
                    .execute("INSERT INTO " + gone + " SELECT DISTINCT levada_old_place FROM " + pairs
                            + " WHERE deletes AND NOT newer");
            findMissing();
        }
        batch.statements()
                .execute("DELETE FROM " + pairs + " WHERE levada_new_place IN (SELECT levada_new_place FROM " + verdicts
                        + ")");
        batch.staged().remove("SELECT levada_new_place FROM " + verdicts);
    }

    private void fetch() {
        if (merge.complete() && merge.write().needsWholeSource()) {
            stored.fetchAll();
        } else {
            stored.fetch(keys, key, takesPlaces() ? batch.names() : compared());
        }
    }

    /** The columns by which rows are found that take no places. */
    private List<String> compared() {
        List<String> columns = new ArrayList<>(key);
        merge.write().dedup().flatMap(dedup -> dedup.order()).ifPresent(columns::add);
        if (marksDeleted) {
            columns.add(Deletes.DELETED_AT);
        }
        return columns.stream().distinct().toList();
    }

    private boolean takesPlaces() {
        return merge.write().mode() == WriteMode.UPSERT || merge.write().mode() == WriteMode.SCD3;
    }

    private String keysOfBatch() {
        String order = merge.write()
                .dedup()
                .flatMap(dedup -> dedup.order())
                .map(Sql::name)
                .orElse("NULL");
        String deletes = takesPlaces()
                ? merge.write()
                        .deletes()
                        .when()
                        .map(when -> "coalesce((" + when + "\n), false)")
                        .orElse("false")
                : "false";
        return "SELECT " + Sql.names(key) + ", " + order + " AS levada_order, " + deletes
                + " AS levada_deletes, levada_place FROM (" + batch.staged().remaining() + ")"
                + (stored.none() && deletes.equals("false") ? " WHERE false" : "");
    }

    /** Makes the table of rows of the batch with the rows of the table that they meet. */
    private void pair() {
        String live = marksDeleted ? "old." + Sql.name(Deletes.DELETED_AT) + " IS NULL" : "true";
        String columns =
                "SELECT new.levada_place AS levada_new_place, old.levada_place AS levada_old_place, new.levada_deletes AS deletes, ";
        String from = " FROM (" + stored.rowsNear(keys, key) + ") old JOIN " + keys + " new ON " + met;
        var order = merge.write().dedup().flatMap(dedup -> dedup.order()).map(name -> "old." + Sql.name(name));
        if (stored.none()) {
            batch.make(pairs, columns + "false AS newer, false AS late, false AS alike" + from + " WHERE false");
        } else if (merge.write().mode() == WriteMode.APPEND) {
            batch.make(
                    pairs,
                    columns + "false AS newer, false AS late, false AS alike" + from + " AND "
                            + within(order.orElseThrow()));
        } else {
            String newer = order.map(old -> "coalesce(" + old + " > new.levada_order, new.levada_order IS NULL AND "
                            + old + " IS NOT NULL)")
                    .orElse("false");
            String even = order.map(old -> old + " IS NOT DISTINCT FROM new.levada_order")
                    .orElse("true");
            batch.make(
                    pairs,
                    columns + newer + " AS newer, (" + newer + ") AND " + live + " AS late, (" + even + ") AND " + live
                            + " AS alike" + from);
        }
        stored.forgetRemoved(pairs, "levada_old_place");
    }

    /** Times apart are counted in microseconds. */
    private String within(String order) {
        long window = merge.write().dedup().orElseThrow().window().orElseThrow().toNanos() / 1000;
        return "abs(CAST(epoch_us(" + order + ") AS HUGEINT) - epoch_us(new.levada_order)) <= " + window;
    }

    private String verdictsOfPlaces() {
        String same = batch.table("same");
        batch.make(same, sameRows());
        return "SELECT levada_place AS levada_new_place, 'delete' AS verdict FROM " + keys
                + " WHERE levada_deletes UNION ALL"
                + " SELECT levada_new_place, CASE WHEN bool_or(late) THEN 'duplicate' ELSE 'unchanged' END FROM "
                + pairs
                + " WHERE NOT deletes GROUP BY levada_new_place HAVING bool_or(late) OR (count(*) = 1 AND"
                + " bool_and(levada_old_place IN (SELECT levada_old_place FROM " + same + ")))";
    }

    /** Pairs that hold the same, by the place of the table's row. */
    private String sameRows() {
        String candidates = "SELECT levada_new_place, levada_old_place FROM " + pairs + " WHERE alike AND NOT deletes";
        if (batch.statements().number("SELECT count(*) FROM (" + candidates + ")") == 0) {
            return candidates;
        }
        return "SELECT levada_new_place, levada_old_place FROM (" + stored.rowsNear(keys, key)
                + ") old JOIN (SELECT * FROM ("
                + batch.staged().remaining() + ") JOIN (" + candidates + ") ON levada_place = levada_new_place) new ON "
                + met
                + " AND old.levada_place = new.levada_old_place WHERE "
                + Batch.same(Batch.without(batch.own(), key), "old", "new");
    }

    private void findMissing() {
        String scope =
                merge.scope().map(condition -> " WHERE (" + condition + "\n)").orElse("");
        boolean soft = merge.write().deletes().missing() == Deletes.Missing.SOFT;
        present.missing("SELECT * FROM (" + stored.rows() + ")" + scope, keys)
                .ifPresent(missing -> batch.statements()
                        .execute("INSERT INTO " + (soft ? marked : gone) + " SELECT levada_place FROM (" + missing + ")"
                                + (soft ? " WHERE " + Sql.name(Deletes.DELETED_AT) + " IS NULL" : "")));
    }

    @Override
    public String rivals() {
        return "SELECT * FROM (" + stored.rows() + ") ANTI JOIN (SELECT levada_old_place AS levada_place FROM ("
                + places() + ") UNION ALL SELECT levada_place FROM " + gone + ") leaving USING (levada_place)";
    }

    /** Pairs whose row of the batch is still to be written. */
    private String places() {
        return "SELECT levada_new_place, levada_old_place FROM " + pairs + " SEMI JOIN ("
                + batch.staged().remaining() + ") written ON levada_new_place = written.levada_place";
    }

    @Override
    public Merged finish() {
        long kept = batch.statements()
                .number("SELECT count(*) FROM (" + batch.staged().remaining() + ")");
        String taken = batch.table("taken");
        batch.make(taken, places());
        long updated = batch.statements().number("SELECT count(DISTINCT levada_new_place) FROM " + taken);
        List<WrittenFile> files = new ArrayList<>();
        if (updated > 0 && merge.write().mode() == WriteMode.SCD3) {
            files.addAll(batch.write("(" + withPrevious(taken) + ")"));
            batch.staged().remove("SELECT DISTINCT levada_new_place FROM " + taken);
        }
        long softly = batch.statements().number("SELECT count(*) FROM " + marked);
        if (softly > 0) {
            files.addAll(batch.write("(SELECT * REPLACE (CAST("
                    + Sql.text(merge.now().toString())
                    + " AS TIMESTAMPTZ) AS " + Sql.name(Deletes.DELETED_AT) + ") FROM (" + stored.rowsWithRemoved()
                    + ") SEMI JOIN " + marked + " USING (levada_place))"));
        }
        String leaving = "SELECT DISTINCT levada_old_place AS levada_place FROM " + taken
                + " UNION ALL SELECT levada_place FROM " + gone + " UNION ALL SELECT levada_place FROM " + marked;
        long left = batch.statements().number("SELECT count(*) FROM (" + leaving + ")");
        files.addAll(0, batch.filesWithRows());
        return new Merged(
                files,
                left == 0 ? Replaced.NONE : new Replaced(Set.of(), stored.byPath(leaving)),
                new Effect(kept - updated, updated + softly, left - updated - softly),
                kept,
                sifted.getOrDefault("duplicate", 0L),
                sifted.getOrDefault("unchanged", 0L),
                sifted.getOrDefault("delete", 0L),
                present.notice().stream().toList());
    }

    /** Rows that take a place, with what some columns held before. */
    private String withPrevious(String taken) {
        List<String> previous = new ArrayList<>();
        merge.write().previous().forEach((column, before) -> {
            String name = Sql.name(column);
            previous.add("CASE WHEN new." + name + " IS DISTINCT FROM old." + name + " THEN old." + name + " ELSE old."
                    + Sql.name(before) + " END AS " + Sql.name(before));
        });
        return "SELECT new.* REPLACE (" + String.join(", ", previous) + ") FROM (" + stored.rowsNear(keys, key)
                + ") old JOIN (SELECT * FROM (" + batch.staged().remaining()
                + ") JOIN (SELECT levada_new_place, max(levada_old_place) AS levada_old_place FROM " + taken
                + " GROUP BY levada_new_place) ON levada_place = levada_new_place) new ON " + met
                + " AND old.levada_place = new.levada_old_place";
    }
}
