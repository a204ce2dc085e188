package dev.levada.store.postgresql;

import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.store.StoreKind;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.DatabaseStore;
import java.util.Optional;

/** Tables in a PostgreSQL database. */
public final class PostgresqlStore extends DatabaseStore {
    private static final Words WORDS = new PostgresqlWords();
    private static final Watch WATCH = new PostgresqlWatch(WORDS);

    /** @param database where the site's connection leads */
    public PostgresqlStore(PostgresqlDatabase database, StoreKind.Site site) {
        super(database, kind(database), site);
    }

    private static Kind kind(PostgresqlDatabase database) {
        return new Kind(
                WORDS,
                WATCH,
                new PostgresqlTraffic(database, WORDS),
                (sessions, books, landing) -> new PostgresqlCarpentry(WORDS, WATCH, sessions, landing),
                (sessions, scans) -> Optional.of(new PostgresqlHost(database, WORDS, sessions, scans)));
    }
}
