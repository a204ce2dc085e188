package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.ledger.Verification;
import dev.levada.store.TableVersion;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Up to when a table is known to agree with its source, in words. */
final class VerificationWords {
    private VerificationWords() {}

    /** @param head the table's newest version */
    static String of(Verification mark, Optional<TableVersion> head) {
        boolean moved =
                head.filter(version -> version.id() != mark.tableVersion()).isPresent();
        return "through " + mark.through().truncatedTo(ChronoUnit.SECONDS)
                + mark.reached().map(reached -> " and " + reached).orElse("") + ", version " + mark.tableVersion()
                + (moved ? " (the table has changed since)" : "") + ": "
                + Figures.count(mark.tableRows(), "row") + " agreed with the source"
                + (mark.pending() > 0 ? "; " + Figures.count(mark.pending(), "row") + " waited to be loaded" : "");
    }
}
