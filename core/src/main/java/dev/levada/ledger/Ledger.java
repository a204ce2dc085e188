package dev.levada.ledger;

import java.util.List;
import java.util.Optional;

/** The record of runs, and of what tables were made from. Thread-safe, and safe beside other processes. */
public interface Ledger extends AutoCloseable {

    /** Writes down that a run begins. */
    void begin(RunRecord run);

    /** Writes down how it ended. */
    void end(RunRecord run);

    /** The newest runs first. */
    List<RunRecord> runs(int limit);

    /** Runs whose end was not written down: they go on, or their process is gone. */
    List<RunRecord> unfinished();

    /** The run of that id, or of the only id that begins so. */
    Optional<RunRecord> run(String idOrPrefix);

    /** Which run makes which asset right now. Closed with the ledger. */
    Leases leases();

    /** What is remembered of tables' commits. */
    Histories histories();

    /** The backfills that have not ended. */
    Backfills backfills();

    /** Up to when tables are known to agree with their sources. */
    Verifications verifications();

    @Override
    void close();
}
