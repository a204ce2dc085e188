package dev.levada.store.mysql;

import dev.levada.connector.jdbc.mysql.MysqlDatabase;
import dev.levada.store.StoreKind;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.DatabaseStore;
import dev.levada.store.database.rows.Chunks;

/** Tables in a database of MySQL or MariaDB. */
final class MysqlStore extends DatabaseStore {
    /** @param database where the site's connection leads */
    MysqlStore(MysqlDatabase database, MysqlStoreKind kind, StoreKind.Site site) {
        this(database, kind, site, Chunks.USUAL);
    }

    /** @param chunks how much a statement of a publication moves */
    MysqlStore(MysqlDatabase database, MysqlStoreKind kind, StoreKind.Site site, Chunks chunks) {
        super(database, kind(database, kind, site, chunks), site);
    }

    private static Kind kind(MysqlDatabase database, MysqlStoreKind kind, StoreKind.Site site, Chunks chunks) {
        Words words = new MysqlWords(kind);
        Watch watch = new MysqlWatch(words);
        return new Kind(
                words,
                watch,
                new MysqlTraffic(database, words, site.access(), chunks),
                (sessions, books, landing) -> new MysqlCarpentry(words, watch, sessions, books));
    }
}
