package dev.levada.ledger;

import dev.levada.ledger.RunRecord.Owner;
import dev.levada.project.AssetName;
import java.time.Instant;

/**
 * The right of one run to make one asset.
 *
 * @param renewed when the run last said that it is still at it
 */
public record Lease(AssetName asset, Holder holder, Instant acquired, Instant renewed) {

    /** A run, and the process that carries it out. */
    public record Holder(String runId, Owner owner) {}
}
