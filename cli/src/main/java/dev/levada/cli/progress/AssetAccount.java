package dev.levada.cli.progress;

import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.report.TaskOutcome;
import java.util.Locale;

/** What a closing table says of an asset, be it from a run that just ended or from one that is remembered. */
public record AssetAccount(
        String asset, String status, Account account, Effect effect, double seconds, long bytesRead) {

    static AssetAccount of(TaskOutcome task) {
        return new AssetAccount(
                task.asset().toString(),
                task.status().name().toLowerCase(Locale.ROOT),
                task.account(),
                task.effect(),
                task.seconds(),
                task.bytesRead());
    }

    boolean hasRows() {
        return account.read() > 0 || status.equals("done");
    }
}
