package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.Lease;
import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.Processes;
import dev.levada.project.AssetName;
import dev.levada.report.LeaseWords;
import dev.levada.run.Holding;
import dev.levada.run.RunId;
import dev.levada.workspace.Workspace;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The right to change one asset's table while no run makes it. */
final class Turn implements AutoCloseable {
    private final Holding holding;

    private Turn(Holding holding) {
        this.holding = holding;
    }

    /** Takes it, or says who has it. @param what for, in a word; others are told */
    static Turn take(Workspace workspace, AssetName asset, String what) {
        Instant now = workspace.clock().instant();
        Holder holder = new Holder(what + "-" + RunId.at(now, new SecureRandom()), Processes.own());
        List<Lease> others = workspace.ledger().leases().take(Set.of(asset), holder);
        if (!others.isEmpty()) {
            throw LevadaException.retryable(
                    "run.leased", Blame.OUTSIDE, LeaseWords.sentence(others) + " Try again when it has ended.", null);
        }
        return new Turn(new Holding(workspace.ledger().leases(), holder.runId(), now));
    }

    /** The name under which files are written. */
    String id() {
        return holding.runId();
    }

    /** Who has an asset, if somebody else does. */
    static Optional<String> taken(LevadaException refused) {
        return refused.code().equals("run.leased") ? Optional.ofNullable(refused.getMessage()) : Optional.empty();
    }

    @Override
    public void close() {
        holding.close();
    }
}
