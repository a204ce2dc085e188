package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Table.Cell;
import dev.levada.cli.terminal.Table.Heading;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The table that closes a run: where every row of every asset went, and what that did to the rows of its table. */
public final class AccountTable {
    /** Columns that are there only if one of their figures is not 0. */
    private static final List<Part> PARTS = List.of(
            new Part("filtered", asset -> asset.account().filtered()),
            new Part("unchanged", asset -> asset.account().unchanged()),
            new Part("deletes", asset -> asset.account().deletes()),
            new Part("inserted", asset -> asset.effect().inserted()),
            new Part("updated", asset -> asset.effect().updated()),
            new Part("removed", asset -> asset.effect().removed()));

    private AccountTable() {}

    /** The table. */
    public static Table of(List<AssetAccount> accounts) {
        List<Part> parts = PARTS.stream()
                .filter(part -> accounts.stream().anyMatch(asset -> part.rows.applyAsLong(asset) > 0))
                .toList();
        List<Heading> headings = new ArrayList<>(List.of(
                Table.left("asset"),
                Table.left("status"),
                Table.right("read"),
                Table.right("kept"),
                Table.right("quarantined"),
                Table.right("duplicates")));
        parts.forEach(part -> headings.add(Table.right(part.heading)));
        headings.add(Table.right("time"));
        headings.add(Table.right("MB/s"));
        Table table = new Table(headings);
        accounts.forEach(account -> table.add(row(account, parts)));
        return table;
    }

    /** How a status stands out, by its word in lower case. */
    public static Ink ink(String status) {
        return switch (status) {
            case "done" -> Ink.GREEN;
            case "failed", "died" -> Ink.RED;
            case "skipped", "interrupted", "running" -> Ink.YELLOW;
            default -> Ink.DIM;
        };
    }

    private static List<Cell> row(AssetAccount asset, List<Part> parts) {
        long quarantined = asset.account().quarantined();
        List<Cell> row = new ArrayList<>(List.of(
                Table.cell(asset.asset()),
                Table.cell(ink(asset.status()), asset.status()),
                count(asset, asset.account().read()),
                count(asset, asset.account().kept()),
                Table.cell(quarantined > 0 ? Ink.YELLOW : Ink.NONE, text(asset, quarantined)),
                count(asset, asset.account().duplicates())));
        parts.forEach(part -> row.add(count(asset, part.rows.applyAsLong(asset))));
        row.add(Table.cell(asset.seconds() > 0 ? Figures.duration(asset.seconds()) : ""));
        row.add(Table.cell(Figures.speed(asset.bytesRead(), asset.seconds()).replace(" MB/s", "")));
        return row;
    }

    private static Cell count(AssetAccount account, long rows) {
        return Table.cell(text(account, rows));
    }

    private static String text(AssetAccount account, long rows) {
        return account.hasRows() ? Figures.count(rows) : "";
    }

    private record Part(String heading, ToLongFunction<AssetAccount> rows) {}
}
