package dev.levada.cli.progress;

import dev.levada.report.TaskOutcome;
import java.util.Locale;

/** What a closing table says of an asset, be it from a run that just ended or from one that is remembered. */
public record AssetAccount(
        String asset,
        String status,
        long read,
        long kept,
        long quarantined,
        long duplicates,
        long filtered,
        double seconds,
        long bytesRead) {

    static AssetAccount of(TaskOutcome task) {
        return new AssetAccount(
                task.asset().toString(),
                task.status().name().toLowerCase(Locale.ROOT),
                task.account().read(),
                task.account().kept(),
                task.account().quarantined(),
                task.account().duplicates(),
                task.account().filtered(),
                task.seconds(),
                task.bytesRead());
    }

    boolean hasRows() {
        return read > 0 || status.equals("done");
    }
}
