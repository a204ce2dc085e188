package dev.levada.run;

import dev.levada.ledger.Processes;
import dev.levada.ledger.RunRecord;
import dev.levada.workspace.Workspace;
import java.util.Optional;

/** What runs leave behind whose process was killed. */
final class LeftOvers {
    private final Workspace workspace;

    LeftOvers(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Removes what they staged and did not commit, and writes down that they died. */
    void sweep() {
        for (RunRecord run : workspace.ledger().unfinished()) {
            if (Processes.isGone(run.owner())) {
                workspace.store().sweep(run.runId());
                workspace.ledger().leases().releaseAll(run.runId());
                workspace.ledger().end(run.ended(RunRecord.DIED, Optional.empty(), Optional.empty()));
            }
        }
    }
}
