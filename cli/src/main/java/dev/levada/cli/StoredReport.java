package dev.levada.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.progress.AccountTable;
import dev.levada.cli.progress.AssetAccount;
import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Terminal;
import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a run ended, as the ledger remembers it. */
final class StoredReport {
    private final Terminal terminal;
    private final Commands commands;

    StoredReport(Terminal terminal, Commands commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    void print(String json) throws IOException {
        JsonNode assets = new ObjectMapper().readTree(json).path("assets");
        List<AssetAccount> accounts = new ArrayList<>();
        assets.forEach(asset -> accounts.add(account(asset)));
        if (!accounts.isEmpty()) {
            terminal.print("");
            terminal.print(AccountTable.of(accounts));
        }
        assets.forEach(this::failure);
    }

    private void failure(JsonNode asset) {
        String message = asset.path("error").path("message").asText("");
        if (!message.isEmpty()) {
            terminal.print("");
            terminal.print(terminal.look().dye(Ink.RED, asset.path("name").asText() + ": ") + commands.within(message));
        }
    }

    private static AssetAccount account(JsonNode asset) {
        return new AssetAccount(
                asset.path("name").asText(),
                asset.path("status").asText().toLowerCase(Locale.ROOT),
                new Account(
                        asset.path("rows_read").asLong(),
                        asset.path("rows_kept").asLong(),
                        asset.path("rows_quarantined").asLong(),
                        asset.path("duplicates_dropped").asLong(),
                        asset.path("rows_filtered").asLong(),
                        asset.path("rows_unchanged").asLong(),
                        asset.path("rows_deleted").asLong()),
                new Effect(
                        asset.path("rows_inserted").asLong(),
                        asset.path("rows_updated").asLong(),
                        asset.path("rows_removed").asLong()),
                asset.path("seconds").asDouble(),
                asset.path("bytes_read").asLong());
    }
}
