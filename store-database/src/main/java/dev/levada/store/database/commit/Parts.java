package dev.levada.store.database.commit;

import dev.levada.store.database.books.Books;
import dev.levada.store.database.books.Others;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Watch;
import dev.levada.store.database.books.Words;
import dev.levada.store.database.rows.Chunks;
import dev.levada.store.database.rows.Course;
import dev.levada.store.database.rows.KeySearch;
import dev.levada.store.database.rows.Landing;
import dev.levada.store.database.rows.Stride;
import dev.levada.store.database.rows.Traffic;
import java.sql.Connection;
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
        Clock clock) {

    /** Goes through rows in a session. */
    Stride stride(Connection session, Chunks chunks, Course course) {
        return new Stride(session, words, traffic, chunks, course);
    }
}
