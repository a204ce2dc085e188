package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
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
                boolean isSwept = sweep(run.runId());
                workspace.ledger().leases().releaseAll(run.runId());
                if (isSwept) {
                    workspace.ledger().end(run.ended(RunRecord.DIED, Optional.empty(), Optional.empty()));
                }
            }
        }
    }

    /** A store that cannot be reached now is swept when the next run begins. */
    private boolean sweep(String runId) {
        try {
            workspace.store().sweep(runId);
            return true;
        } catch (LevadaException e) {
            if (e.blame() != Blame.OUTSIDE) {
                throw e;
            }
            return false;
        }
    }
}
