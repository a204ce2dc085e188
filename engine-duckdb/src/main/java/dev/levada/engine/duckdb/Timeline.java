package dev.levada.engine.duckdb;

import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.engine.Merge;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The histories of keys, as sequences of what happened: a version begins (V), the row is deleted and a version says so (D),
 * or a version ends without another (E). {@code docs/guide/write-modes.md} says which of them count.
 *
 * <p>Only times, places and compared columns are laid out here; the rows themselves are fetched afterwards by their places.
 */
final class Timeline {
    private final Batch batch;
    private final Merge merge;
    private final Versions versions;
    private final List<String> key;
    private final String history;
    private final String missing;
    private final String type;
    private final String news;
    private final String same;
    private final String events;
    private final String sequence;

    /** What became of the batch's rows. */
    record Tally(long kept, long unchanged, long deletes) {}

    /**
     * @param history the table of stored versions of all keys that are touched
     * @param missing the table of keys that are gone from the source
     */
    Timeline(Batch batch, Merge merge, String history, String missing) {
        this.batch = batch;
        this.merge = merge;
        this.versions = merge.write().versions().orElseThrow();
        this.key = merge.write().key();
        this.history = history;
        this.missing = missing;
        this.type = batch.type(versions.validFrom()).sql();
        this.news = batch.table("news");
        this.same = batch.table("same");
        this.events = batch.table("events");
        this.sequence = batch.table("sequence");
    }

    /**
     * The versions that hold: the key, {@code levada_at} and {@code levada_until}, {@code levada_deleted}, the place of the row that began it
     * ({@code levada_new_place} or {@code levada_old_place}), and of the row that holds its values ({@code levada_new_held} or {@code levada_old_held}).
     */
    String table() {
        return batch.table("timeline");
    }

    boolean marksDeleted() {
        return versions.hardDeletes() == HardDeletes.NEW_RECORD;
    }

    /** The run's start. */
    String now() {
        return "CAST(CAST(" + Sql.text(merge.now().toString()) + " AS TIMESTAMPTZ) AS " + type + ")";
    }

    private String openEnd() {
        return versions.openEnd()
                .map(end -> "CAST(" + Sql.text(end) + " AS " + type + ")")
                .orElse("CAST(NULL AS " + type + ")");
    }

    /** Whether a stored version holds without an end. */
    String isOpen() {
        String to = Sql.name(versions.validTo());
        return "(" + to + " IS NULL OR " + to + " IS NOT DISTINCT FROM " + openEnd() + ")";
    }

    Tally lay() {
        batch.make(news, news());
        batch.make(same, sameAsStored());
        batch.make(events, newEvents());
        batch.statements().execute("INSERT INTO " + events + " " + storedEvents());
        batch.make(sequence, sequence());
        batch.make(table(), timeline());
        long deletes = count("SELECT count(*) FROM " + news + " WHERE levada_deletes AND levada_new_place IS NOT NULL");
        long unchanged = count("SELECT count(*) FROM " + same)
                + count("SELECT count(*) FROM " + sequence
                        + " WHERE levada_kind = 'V' AND levada_new_place IS NOT NULL AND NOT levada_counts");
        long kept =
                count("SELECT count(*) FROM " + table() + " WHERE NOT levada_deleted AND levada_new_place IS NOT NULL");
        return new Tally(kept, unchanged, deletes);
    }

    private long count(String query) {
        return batch.statements().number(query);
    }

    /** Rows of the batch, each with its time, and missing keys, without a row. */
    private String news() {
        String deletes = merge.write()
                .deletes()
                .when()
                .map(when -> "coalesce((" + when + "\n), false)")
                .orElse("false");
        String time = versions.updatedAt().map(Sql::name).orElse("NULL");
        String rows = "SELECT " + Sql.names(key) + ", CAST(" + time + " AS " + type + ") AS levada_at, " + deletes
                + " AS levada_deletes, levada_place AS levada_new_place, " + compared() + " AS levada_compared FROM ("
                + batch.staged().remaining()
                + ")";
        String gone =
                "SELECT " + Sql.names(key) + ", CAST(" + (versions.updatedAt().isPresent() ? now() : "NULL") + " AS "
                        + type + "), true, NULL, NULL FROM " + missing;
        String all = rows + " UNION ALL " + gone;
        if (versions.updatedAt().isPresent()) {
            return all;
        }
        String newest = "SELECT " + Sql.names(key) + ", max(greatest(" + Sql.name(versions.validFrom())
                + ", CASE WHEN NOT " + isOpen() + " THEN " + Sql.name(versions.validTo())
                + " END)) AS levada_newest FROM "
                + history + " GROUP BY ALL";
        return "SELECT new.* REPLACE (greatest(" + now() + ", levada_newest + to_microseconds(1)) AS levada_at) FROM ("
                + all + ") new LEFT JOIN (" + newest + ") old ON " + Batch.meet(key, "old", "new");
    }

    /** The columns whose change makes a new version, in one value. */
    private String compared() {
        List<String> columns = versions.track().isEmpty() ? batch.own() : versions.track();
        return versions.comparesColumns()
                ? columns.stream()
                        .map(column -> Sql.text(column) + ": " + Sql.name(column))
                        .collect(Collectors.joining(", ", "{", "}"))
                : "CAST(NULL AS INTEGER)";
    }

    /** Rows of the batch that are stored just so at their time. */
    private String sameAsStored() {
        String from = Sql.name(versions.validFrom());
        return "SELECT new.levada_new_place FROM (SELECT * FROM ("
                + batch.staged().remaining() + ") JOIN (SELECT levada_at, levada_deletes,"
                + " levada_new_place FROM " + news
                + " WHERE NOT levada_deletes) ON levada_place = levada_new_place) new JOIN " + history
                + " old ON " + Batch.meet(key, "old", "new") + " AND old." + from + " = new.levada_at WHERE NOT "
                + isDeleted("old.") + " AND " + Batch.same(batch.own(), "old", "new");
    }

    private String isDeleted(String of) {
        return marksDeleted() ? "coalesce(" + of + Sql.name(versions.isDeleted()) + ", false)" : "false";
    }

    private String newEvents() {
        String deletion = marksDeleted() ? "'D'" : "'E'";
        return "SELECT " + Sql.names(key) + ", levada_at, CASE WHEN levada_deletes THEN " + deletion
                + " ELSE 'V' END AS levada_kind, levada_new_place, CAST(NULL AS BIGINT) AS levada_old_place, levada_compared FROM "
                + news
                + " WHERE levada_new_place IS NULL OR levada_new_place NOT IN (SELECT levada_new_place FROM " + same
                + ")";
    }

    /** What is stored, save where something new happens at the same time. */
    private String storedEvents() {
        String from = Sql.name(versions.validFrom());
        String to = Sql.name(versions.validTo());
        String begins = "SELECT " + Sql.names(key) + ", " + from + " AS levada_at, CASE WHEN " + isDeleted("")
                + " THEN 'D' ELSE 'V' END AS levada_kind, CAST(NULL AS BIGINT) AS levada_new_place, levada_place AS levada_old_place, "
                + compared() + " AS levada_compared FROM " + history;
        String ends = "SELECT DISTINCT " + Sql.names(key) + ", " + to
                + " AS levada_at, 'E', CAST(NULL AS BIGINT), CAST(NULL AS BIGINT), NULL FROM " + history
                + " ending ANTI JOIN "
                + history + " beginning ON " + Batch.meet(key, "ending", "beginning") + " AND ending." + to
                + " = beginning." + from + " WHERE NOT " + isOpen();
        return "SELECT old.* FROM (" + begins + " UNION ALL " + ends + ") old ANTI JOIN " + events + " new ON "
                + Batch.meet(key, "old", "new") + " AND old.levada_at = new.levada_at";
    }

    /** All that happens to each key in order, and whether it counts. */
    private String sequence() {
        String window = " OVER (PARTITION BY " + Sql.names(key) + " ORDER BY levada_at)";
        String before = "(SELECT *, lag(levada_kind)" + window + " AS levada_kind_before, lag(levada_compared)" + window
                + " AS levada_compared_before, coalesce(count_if(levada_kind = 'E') OVER (PARTITION BY "
                + Sql.names(key)
                + " ORDER BY levada_at ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS levada_ends_before FROM "
                + events + ")";
        String repeats = versions.comparesColumns()
                ? "levada_kind_before IS NOT DISTINCT FROM 'V' AND levada_compared IS NOT DISTINCT FROM levada_compared_before"
                : "false";
        return "SELECT * EXCLUDE (levada_compared, levada_compared_before), CASE levada_kind WHEN 'V' THEN NOT ("
                + repeats
                + ") WHEN 'D' THEN levada_kind_before IS NOT DISTINCT FROM 'V' ELSE count_if(levada_kind = 'V') OVER (PARTITION BY "
                + Sql.names(key) + ", levada_ends_before) > 0 END AS levada_counts FROM " + before;
    }

    private String timeline() {
        String partition = " OVER (PARTITION BY " + Sql.names(key) + " ORDER BY levada_at";
        String version =
                "CASE WHEN levada_kind = 'V' THEN {'levada_new_place': levada_new_place, 'levada_old_place': levada_old_place} END";
        String laid =
                "(SELECT *, coalesce(lead(levada_at)" + partition + "), " + openEnd() + ") AS levada_until, last_value("
                        + version
                        + " IGNORE NULLS)" + partition
                        + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS levada_last FROM "
                        + sequence + " WHERE levada_counts)";
        // The record of a deletion that is stored holds its own values; a new one those of the version before it.
        return "SELECT " + Sql.names(key)
                + ", levada_at, levada_until, levada_kind = 'D' AS levada_deleted, levada_new_place, levada_old_place, CASE WHEN levada_old_place"
                + " IS NULL THEN levada_last.levada_new_place END AS levada_new_held, CASE WHEN levada_old_place IS NULL THEN levada_last.levada_old_place ELSE"
                + " levada_old_place END AS levada_old_held FROM " + laid + " WHERE levada_kind <> 'E'";
    }
}
