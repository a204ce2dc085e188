package dev.levada.plan;

import dev.levada.api.Extent;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.pushdown.Venue;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Optional;

/**
 * One asset to be made.
 *
 * @param reason why
 * @param scope whether the table goes on or begins anew
 * @param base the version of its table when the plan was made
 * @param extent what an extract reads; empty for a transform
 * @param changes what happens to the table's columns and to rows that are there, in sentences
 * @param notices what a user should know
 * @param demand which intervals are made; empty for an asset that is made as a whole. What is stale is decided once more
 *     when the task begins, for its inputs may be made first
 * @param venue where the query of a transform is computed, by what its inputs are when the plan is made
 */
public record Task(
        Asset asset,
        Reason reason,
        Scope scope,
        Optional<TableVersion> base,
        Optional<Extent> extent,
        List<String> changes,
        List<String> notices,
        Optional<Demand> demand,
        Venue venue) {

    public Task {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    /** Of one whose rows the engine computes, or reads from a source. */
    public Task(
            Asset asset,
            Reason reason,
            Scope scope,
            Optional<TableVersion> base,
            Optional<Extent> extent,
            List<String> changes,
            List<String> notices,
            Optional<Demand> demand) {
        this(asset, reason, scope, base, extent, changes, notices, demand, Venue.ENGINE);
    }

    /** Of an asset that is made as a whole. */
    public Task(
            Asset asset,
            Reason reason,
            Scope scope,
            Optional<TableVersion> base,
            Optional<Extent> extent,
            List<String> changes,
            List<String> notices) {
        this(asset, reason, scope, base, extent, changes, notices, Optional.empty());
    }

    /** The same, computed elsewhere. */
    Task computedIn(Venue where) {
        return new Task(asset, reason, scope, base, extent, changes, notices, demand, where);
    }

    /** How the task's rows meet those that are there. */
    public WriteMode mode() {
        if (scope == Scope.ANEW) {
            return WriteMode.OVERWRITE;
        }
        // The rows that an interval's take the place of are named one by one.
        return demand.isPresent() ? WriteMode.APPEND : asset.write().mode();
    }
}
