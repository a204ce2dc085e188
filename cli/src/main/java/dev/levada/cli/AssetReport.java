package dev.levada.cli;

import dev.levada.api.Checkpoint;
import dev.levada.api.Type;
import dev.levada.api.cursor.CursorCheckpoint;
import dev.levada.cli.terminal.Commands;
import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Terminal;
import dev.levada.contract.ColumnContract;
import dev.levada.ledger.Verification;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.project.Project;
import dev.levada.run.RunId;
import dev.levada.store.Facts;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What there is to say of an asset and its table. */
final class AssetReport {
    private final Terminal terminal;
    private final Commands commands;
    private final Project project;

    AssetReport(Terminal terminal, Commands commands, Project project) {
        this.terminal = terminal;
        this.commands = commands;
        this.project = project;
    }

    /** @param verified up to when the table is known to agree with its source */
    void print(Asset asset, Optional<TableVersion> version, long quarantined, Optional<Verification> verified) {
        terminal.print(Ink.BOLD, asset.name().toString());
        if (!asset.description().isBlank()) {
            terminal.print(asset.description().strip());
        }
        terminal.print("");
        facts(asset);
        version.ifPresentOrElse(
                this::table,
                () -> fact(
                        "table",
                        "not made yet: " + commands.of("run", asset.name().toString())));
        verified.filter(mark -> version.isPresent())
                .ifPresent(mark -> fact("verified", VerificationWords.of(mark, version)));
        if (quarantined > 0) {
            fact(
                    "quarantined",
                    Figures.count(quarantined, "row") + ": "
                            + commands.of("quarantine", "show", asset.name().toString()));
        }
        terminal.print("");
        terminal.print(version.map(made -> columns(asset, made)).orElseGet(() -> columns(asset)));
        ContractWords.ofTable(asset.contract()).forEach(terminal::print);
    }

    private void facts(Asset asset) {
        fact("file", asset.file().toString().replace('\\', '/'));
        asset.owner().ifPresent(owner -> fact("owner", owner));
        if (!asset.tags().isEmpty()) {
            fact("tags", asset.tags().stream().sorted().collect(Collectors.joining(", ")));
        }
        fact("made", making(asset));
        fact("write", WriteWords.of(asset.write()));
        asset.release().ifPresent(release -> fact("release", release + companions(asset)));
    }

    private String companions(Asset asset) {
        List<AssetName> others = project.companions(asset);
        return others.isEmpty()
                ? ", of which no other asset is"
                : ", together with " + others.stream().map(AssetName::toString).collect(Collectors.joining(", "));
    }

    private void table(TableVersion version) {
        fact("rows", Figures.count(version.rows()) + ", " + Figures.bytes(version.bytes()));
        fact(
                "version",
                version.id() + ", committed " + version.committed().truncatedTo(ChronoUnit.SECONDS)
                        + version.fact(Facts.RUN_ID)
                                .map(run -> " by run " + RunId.ofPart(run))
                                .orElse(""));
        version.fact(Facts.CHECKPOINT)
                .flatMap(text -> CursorCheckpoint.of(new Checkpoint(text)))
                .ifPresent(read -> fact("checkpoint", read.words()));
        version.fact(Facts.ACCOUNT)
                .ifPresent(account -> fact("last run", account.replace("=", " ").replace(",", ", ")));
    }

    private void fact(String what, String value) {
        terminal.print(terminal.look().dye(Ink.DIM, String.format(Locale.ROOT, "%-12s", what)) + value);
    }

    private static String making(Asset asset) {
        if (asset.making() instanceof Making.Extract extract) {
            return "from connection " + extract.connection();
        }
        String inputs = ((Making.Transform) asset.making())
                .inputs().stream().sorted().map(AssetName::toString).collect(Collectors.joining(", "));
        return inputs.isEmpty() ? "by a query" : "by a query over " + inputs;
    }

    private static Table columns(Asset asset, TableVersion version) {
        Table table = emptyTable();
        for (StoredColumn column : version.columns()) {
            add(
                    table,
                    column.name(),
                    Optional.of(column.column().type()),
                    asset.contract().column(column.name()));
        }
        return table;
    }

    private static Table columns(Asset asset) {
        Table table = emptyTable();
        for (ColumnContract column : asset.contract().columns()) {
            add(table, column.name(), column.type(), Optional.of(column));
        }
        return table;
    }

    private static Table emptyTable() {
        return new Table(
                List.of(Table.left("column"), Table.left("type"), Table.left("contract"), Table.left("description")));
    }

    private static void add(Table table, String name, Optional<Type> type, Optional<ColumnContract> contract) {
        table.add(
                name,
                type.map(Type::sql).orElse(""),
                contract.map(column -> ContractWords.rules(column.rules())).orElse(""),
                contract.map(column -> column.description().strip()).orElse(""));
    }
}
