package dev.levada.plan;

import dev.levada.api.Extent;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
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
 */
public record Task(
        Asset asset,
        Reason reason,
        Scope scope,
        Optional<TableVersion> base,
        Optional<Extent> extent,
        List<String> changes,
        List<String> notices) {

    public Task {
        changes = List.copyOf(changes);
        notices = List.copyOf(notices);
    }

    /** How the task's rows meet those that are there. */
    public WriteMode mode() {
        return scope == Scope.ANEW ? WriteMode.OVERWRITE : asset.write().mode();
    }
}
