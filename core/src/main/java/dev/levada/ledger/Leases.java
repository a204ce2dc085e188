package dev.levada.ledger;

import dev.levada.ledger.Lease.Holder;
import dev.levada.project.AssetName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which run makes which asset right now. A lease is free again when it is released, when its process was on this machine
 * and is gone, or when it has not been renewed for {@link #TERM}. Thread-safe, and safe beside other processes.
 *
 * <p>All methods throw {@link dev.levada.api.LevadaException} if the record cannot be read or written.
 */
public interface Leases {
    /** How long a lease stands that nobody renews; of a process on another machine nothing else can be known. */
    Duration TERM = Duration.ofSeconds(60);

    /**
     * Takes the leases of all these assets in one step, or of none of them: so two runs never wait for each other.
     *
     * @return the leases of other runs that stand in the way, by asset; empty if all were taken
     */
    List<Lease> take(Set<AssetName> assets, Holder holder);

    /** Says that the run is still at it. What another run has taken over stays with that one. */
    void renew(String runId);

    /** Gives some of a run's leases back. Harmless for those that it does not have. */
    void release(String runId, Set<AssetName> assets);

    /** Gives all of a run's leases back. */
    void releaseAll(String runId);

    /** Who has an asset's lease. */
    Optional<Lease> of(AssetName asset);
}
