package dev.levada.ledger;

import dev.levada.project.AssetName;
import java.util.Optional;

/**
 * Up to when tables are known to agree with their sources. Nothing else tells it: it stays when a ledger is rebuilt from the
 * tables.
 */
public interface Verifications {

    /** The last time that a table agreed with its source; empty if it never did. */
    Optional<Verification> of(AssetName asset);

    /** Writes down that a table agreed with its source, in the place of what was known before. */
    void put(Verification verification);
}
