package dev.levada.store.database;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** What is said when others were faster. */
public final class Conflicts {
    private Conflicts() {}

    /** @param how what somebody else did meanwhile */
    public static LevadaException of(AssetName table, String how) {
        return LevadaException.retryable(
                "store.conflict",
                Blame.OUTSIDE,
                table + " has changed since this run read it; nothing was published. Run again. (" + how + ")",
                null);
    }

    public static LevadaException of(AssetName table, Optional<TableVersion> head, Clock clock) {
        if (head.isEmpty()) {
            return of(table, "somebody removed what it had");
        }
        Duration age = Duration.between(head.get().committed(), clock.instant());
        String who = head.get().fact(Facts.RUN_ID).map(id -> "run " + id).orElse("another program");
        return of(table, who + " committed to it " + Math.max(0, age.toSeconds()) + " s ago");
    }

    /** There is a table that Levada has not made. */
    public static LevadaException taken(AssetName table) {
        return new LevadaException(
                "store.taken",
                Blame.PROJECT,
                "There is a table " + table
                        + " in the database already, and Levada did not make it. Rename or drop it, or"
                        + " give the asset another name.");
    }
}
