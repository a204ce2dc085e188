package dev.levada.store.database.commit;

import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Others;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.KeySearch;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Traffic;
import java.time.Clock;

/** What publications to a database work with. */
record Parts(
        Sessions sessions,
        Books books,
        Others others,
        Words words,
        Watch watch,
        Traffic traffic,
        Carpentry carpentry,
        Landing landing,
        KeySearch search,
        Clock clock) {}
