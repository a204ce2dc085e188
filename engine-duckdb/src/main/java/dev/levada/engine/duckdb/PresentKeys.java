package dev.levada.engine.duckdb;

import dev.levada.api.Type;
import dev.levada.engine.Compared;
import dev.levada.engine.Merge;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys that a source still has: those of the batch, of rows that were turned away, and of rows that need not be read. */
final class PresentKeys {
    private final Batch batch;
    private final Merge merge;
    private final List<String> key;
    private Optional<String> notice = Optional.empty();

    PresentKeys(Batch batch, Merge merge) {
        this.batch = batch;
        this.merge = merge;
        this.key = merge.write().key();
    }

    /** Why nothing counts as missing, though it was asked for; known after {@link #missing}. */
    Optional<String> notice() {
        return notice;
    }

    /**
     * Rows or keys of the table whose key the source does not have any more, as a query.
     *
     * @param stored a query that gives the key's columns
     * @param batchKeys a relation with the keys of the whole batch
     * @return empty if nothing counts as missing
     */
    Optional<String> missing(String stored, String batchKeys) {
        if (!merge.complete() || !merge.write().needsWholeSource()) {
            return Optional.empty();
        }
        if (batch.read() == 0 && merge.compared().map(Compared::rows).orElse(0L) == 0) {
            notice = Optional.of("The source gave no rows at all, so no row counts as deleted there.");
            return Optional.empty();
        }
        String turnedAway = turnedAway();
        long untold = batch.statements().number("SELECT count(*) FROM " + turnedAway + " WHERE " + anyNull(""));
        if (untold > 0) {
            notice = Optional.of("The key of " + untold + (untold == 1 ? " quarantined row" : " quarantined rows")
                    + " cannot be told, so no row counts as deleted at the source.");
            return Optional.empty();
        }
        return Optional.of("SELECT old.* FROM (" + stored + ") old ANTI JOIN " + batchKeys + " new ON "
                + Batch.meet(key, "old", "new") + " ANTI JOIN " + turnedAway + " turned_away ON "
                + Batch.meet(key, "old", "turned_away") + unread() + " WHERE NOT ("
                + anyNull("old.") + ")");
    }

    /** Rows that were not read because they did not change are there too. */
    private String unread() {
        return merge.compared()
                .map(compared ->
                        " ANTI JOIN " + compared.unchanged() + " unread ON " + Batch.meet(key, "old", "unread"))
                .orElse("");
    }

    private String anyNull(String of) {
        return key.stream().map(name -> of + Sql.name(name) + " IS NULL").collect(Collectors.joining(" OR "));
    }

    private String turnedAway() {
        String table = batch.table("turned_away");
        batch.make(
                table,
                "SELECT "
                        + key.stream()
                                .map(name -> "TRY_CAST(" + field(name) + " AS "
                                        + batch.type(name).sql() + ") AS " + Sql.name(name))
                                .collect(Collectors.joining(", "))
                        + " FROM " + batch.quarantined().table());
        return table;
    }

    /** A field of a record as received: under the column's name, or else under one that differs in capitals. */
    private String field(String column) {
        String extract = batch.type(column) instanceof Type.Primitive || batch.type(column) instanceof Type.Decimal
                ? "json_extract_string"
                : "json_extract";
        String alike =
                "list_filter(json_keys(record), lambda field: lower(field) = lower(" + Sql.text(column) + "))[1]";
        return "coalesce(" + extract + "(record, " + Sql.text(Documents.pointer(column)) + "), " + extract
                + "(record, '/' || replace(replace(" + alike + ", '~', '~0'), '/', '~1')))";
    }
}
