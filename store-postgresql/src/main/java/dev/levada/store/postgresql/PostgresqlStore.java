package dev.levada.store.postgresql;

import dev.levada.connector.postgresql.PostgresqlDatabase;
import dev.levada.store.StoreKind;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.commit.DatabaseStore;
import dev.levada.store.database.rows.Chunks;
import java.util.Optional;

/** Tables in a PostgreSQL database. */
public final class PostgresqlStore extends DatabaseStore {
    private static final Words WORDS = new PostgresqlWords();
    private static final Watch WATCH = new PostgresqlWatch(WORDS);

    /** @param database where the site's connection leads */
    public PostgresqlStore(PostgresqlDatabase database, StoreKind.Site site) {
        this(database, site, Chunks.USUAL);
    }

    /** @param chunks how much a statement of a publication moves */
    PostgresqlStore(PostgresqlDatabase database, StoreKind.Site site, Chunks chunks) {
        super(database, kind(database, chunks), site);
    }

    private static Kind kind(PostgresqlDatabase database, Chunks chunks) {
        return new Kind(
                WORDS,
                WATCH,
                new PostgresqlTraffic(database, WORDS, chunks),
                (sessions, books, landing) -> new PostgresqlCarpentry(WORDS, WATCH, sessions, landing),
                (sessions, scans) -> Optional.of(new PostgresqlHost(database, WORDS, sessions, scans)));
    }
}
