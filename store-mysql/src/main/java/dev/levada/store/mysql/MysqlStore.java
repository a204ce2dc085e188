package dev.levada.store.mysql;

import dev.levada.connector.jdbc.mysql.MysqlDatabase;
import dev.levada.store.StoreKind;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.DatabaseStore;

/** Tables in a database of MySQL or MariaDB. */
final class MysqlStore extends DatabaseStore {
    /** @param database where the site's connection leads */
    MysqlStore(MysqlDatabase database, MysqlStoreKind kind, StoreKind.Site site) {
        super(database, kind(database, kind, site), site);
    }

    private static Kind kind(MysqlDatabase database, MysqlStoreKind kind, StoreKind.Site site) {
        Words words = new MysqlWords(kind);
        Watch watch = new MysqlWatch(words);
        return new Kind(
                words,
                watch,
                new MysqlTraffic(database, words, site.access()),
                (sessions, books, landing) -> new MysqlCarpentry(words, watch, sessions, books));
    }
}
