package dev.levada.engine.duckdb;

import dev.levada.store.WrittenFile;
import java.util.List;
import java.util.Optional;

/** Where the kept rows of a production go. */
interface Destination {
    /** Writes rows. @param rows a relation with the columns that are written */
    Outcome write(String rows, Running running);

    /** What was written, and what was measured meanwhile, if it was. */
    record Outcome(List<WrittenFile> files, Optional<Profile> profile) {}

    /** Runs a statement that writes. */
    @FunctionalInterface
    interface Running {
        /** @param files reads its result */
        Outcome of(String statement, Statements.Reading<List<WrittenFile>> files);
    }
}
