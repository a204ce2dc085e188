package dev.levada.engine;

import dev.levada.project.SqlParser;
import dev.levada.store.Courier;

/** What computes. Thread-safe. */
public interface Engine extends AutoCloseable {

    /** Understands the engine's SQL. */
    SqlParser parser();

    /** Opens a view of the data for one task or one query. */
    Session session();

    /** Reads rows for stores that keep them elsewhere than in files. */
    Courier courier();

    @Override
    void close();
}
