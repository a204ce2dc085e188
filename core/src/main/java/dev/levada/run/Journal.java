package dev.levada.run;

import dev.levada.ledger.Processes;
import dev.levada.ledger.RunRecord;
import dev.levada.report.Outcome;
import dev.levada.report.OutcomeJson;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes down in the ledger that runs begin and how they end. */
final class Journal {
    private final Workspace workspace;
    private final String command;

    Journal(Workspace workspace, String command) {
        this.workspace = workspace;
        this.command = command;
    }

    void begin(Run run) {
        workspace.ledger().begin(record(run));
    }

    /** Returns the outcome, with a notice if it could not be written down: what was published stands anyway. */
    Outcome end(Run run, Outcome outcome) {
        try {
            String report = workspace.project().secrets().hide(OutcomeJson.write(outcome));
            workspace
                    .ledger()
                    .end(record(run)
                            .ended(
                                    outcome.status().name(),
                                    Optional.of(workspace.clock().instant()),
                                    Optional.of(report)));
            return outcome;
        } catch (RuntimeException e) {
            List<String> notices = new ArrayList<>(outcome.notices());
            notices.add("What was published stands, but the ledger does not know how the run ended: " + e.getMessage());
            return new Outcome(
                    outcome.runId(), outcome.status(), outcome.started(), outcome.seconds(), outcome.tasks(), notices);
        }
    }

    private RunRecord record(Run run) {
        return new RunRecord(
                run.id(),
                run.started(),
                Optional.empty(),
                RunRecord.RUNNING,
                workspace.project().environment(),
                command,
                Processes.own(),
                Optional.empty());
    }
}
