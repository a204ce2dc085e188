package dev.levada.project.reference;

import dev.levada.api.Setting;
import dev.levada.api.Shape;
import java.util.List;

/** What an asset's file may say about how its rows are written. */
final class WriteSettings {
    private WriteSettings() {}

    static List<Setting> all() {
        return List.of(
                mode(),
                Setting.list(
                        "key",
                        new Shape.Text(),
                        "The columns that tell rows apart; needed by `upsert`, `insert_only`, `scd2` and `scd3`."),
                Setting.list(
                        "partition",
                        new Shape.Text(),
                        "How the table's files are laid out: `column`, `year(column)`, `month(column)`, `day(column)`,"
                                + " `hour(column)`, `bucket(16, column)` or `truncate(4, column)`. A column's name with"
                                + " other characters than letters, digits and '_' stands in double quotes."),
                Setting.keys("dedup", dedup(), "Which of several rows with the same key is kept."),
                Setting.text(
                        "delete_when",
                        "A SQL condition over a new row, such as `op = 'D'`: where it holds, the row says that its key was"
                                + " deleted. For `upsert`, `scd2` and `scd3`."),
                Setting.choice(
                        "delete_missing",
                        List.of("soft", "hard"),
                        "What becomes of a row that its source does not have any more: `hard` takes it out, `soft` keeps"
                                + " it and writes since when into `_deleted_at`. It stays unless given. For `upsert`"
                                + " and `scd3`."),
                Setting.keys("scd2", versions(), "How versions are kept in the mode `scd2`."),
                Setting.map(
                        "scd3",
                        new Shape.Text(),
                        "Columns whose previous value is kept in the mode `scd3`, each with the name of the column that it"
                                + " is kept in: `{city: previous_city}`."));
    }

    private static Setting mode() {
        return Setting.choice(
                        "mode",
                        List.of("overwrite", "append", "overwrite_partitions", "upsert", "insert_only", "scd2", "scd3"),
                        "How new rows meet old ones: `overwrite` puts them in the place of all old rows, `append` adds"
                                + " them, `overwrite_partitions` puts them in the place of the old rows in the partitions"
                                + " that they touch, `upsert` in the place of the old row with the same key,"
                                + " `insert_only` adds those whose key is new, `scd2` keeps every version of a row,"
                                + " `scd3` keeps what chosen columns held before.")
                .defaultingTo("overwrite");
    }

    private static List<Setting> dedup() {
        return List.of(
                Setting.list("by", new Shape.Text(), "The key's columns. Not needed where `write.key` says them."),
                Setting.choice("keep", List.of("first", "last"), "Which end of the order is kept.")
                        .defaultingTo("last"),
                Setting.text("order", "The column that orders the rows of a key. All columns do unless given."),
                Setting.of(
                        "window",
                        new Shape.Span(),
                        "How far apart, in the order, a new row and one that the table has may be to count as duplicates,"
                                + " such as `3 days`. For `append`; needs `order`. The table is not looked at unless"
                                + " given."));
    }

    private static List<Setting> versions() {
        return List.of(
                Setting.text(
                        "updated_at",
                        "The column that says when a row changed at its source. The run's start counts unless given."),
                Setting.list(
                        "track",
                        new Shape.Text(),
                        "The columns whose change makes a new version. Unless given, every newer `updated_at` does, or,"
                                + " without one, the change of any column."),
                Setting.text("valid_from", "The name of the column that says from when a version holds.")
                        .defaultingTo("valid_from"),
                Setting.text("valid_to", "The name of the column that says up to when it holds.")
                        .defaultingTo("valid_to"),
                Setting.text(
                        "open_end",
                        "What `valid_to` holds for the version that holds now, such as `9999-12-31`. Null unless given."),
                Setting.choice(
                                "hard_deletes",
                                List.of("ignore", "invalidate", "new_record"),
                                "What becomes of a key that is gone at the source: its last version goes on (`ignore`),"
                                        + " ends (`invalidate`), or ends and is followed by one that says so"
                                        + " (`new_record`).")
                        .defaultingTo("ignore"),
                Setting.text(
                        "is_deleted",
                        "The name of the column that marks a deletion for `hard_deletes: new_record`. `_is_deleted` unless"
                                + " given."));
    }
}
