package dev.levada.ledger;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.Optional;

/** Backfills that make all of a range anew and have not ended, so that a second start goes on with what the first left. */
public interface Backfills {

    /** A backfill that was begun. @param base the table's version when it began; empty if there was none */
    record Begun(AssetName asset, Interval range, Optional<Long> base) {}

    /** The backfill of that range that was begun and has not ended. */
    Optional<Begun> begun(AssetName asset, Interval range);

    /** Writes down that a backfill begins. Harmless if it was begun before: then the first beginning counts. */
    void begin(Begun backfill);

    /** Writes down that all of it is made. */
    void end(AssetName asset, Interval range);
}
