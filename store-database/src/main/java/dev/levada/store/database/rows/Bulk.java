package dev.levada.store.database.rows;

import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.Landing.Landed;

/**
 * A table that may have many rows.
 *
 * @param table as it stands in SQL
 * @param rows how many there are, about
 * @param bytes how many they take, about
 */
public record Bulk(String table, long rows, long bytes) {
    public static Bulk of(TableVersion version, Words words) {
        return new Bulk(words.table(version.table()), version.rows(), version.bytes());
    }

    public static Bulk of(Landed waiting) {
        return new Bulk(waiting.sql(), waiting.rows(), waiting.bytes());
    }
}
