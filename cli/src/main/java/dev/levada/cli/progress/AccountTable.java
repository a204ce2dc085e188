package dev.levada.cli.progress;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Ink;
import dev.levada.cli.terminal.Table;
import dev.levada.cli.terminal.Table.Cell;
import dev.levada.cli.terminal.Table.Heading;
import java.util.ArrayList;
import java.util.List;

/** The table that closes a run: where every row of every asset went. */
public final class AccountTable {
    /** Where the filtered rows stand in a row. */
    private static final int FILTERED = 6;

    private AccountTable() {}

    /** The table; it has a column for filtered rows only if there are any. */
    public static Table of(List<AssetAccount> accounts) {
        boolean filtered = accounts.stream().anyMatch(account -> account.filtered() > 0);
        List<Heading> headings = new ArrayList<>(List.of(
                Table.left("asset"),
                Table.left("status"),
                Table.right("read"),
                Table.right("kept"),
                Table.right("quarantined"),
                Table.right("duplicates")));
        if (filtered) {
            headings.add(Table.right("filtered"));
        }
        headings.add(Table.right("time"));
        headings.add(Table.right("MB/s"));
        Table table = new Table(headings);
        accounts.forEach(account -> table.add(filtered ? row(account) : withoutFiltered(row(account))));
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

    private static List<Cell> row(AssetAccount account) {
        return List.of(
                Table.cell(account.asset()),
                Table.cell(ink(account.status()), account.status()),
                count(account, account.read()),
                count(account, account.kept()),
                Table.cell(account.quarantined() > 0 ? Ink.YELLOW : Ink.NONE, text(account, account.quarantined())),
                count(account, account.duplicates()),
                count(account, account.filtered()),
                Table.cell(account.seconds() > 0 ? Figures.duration(account.seconds()) : ""),
                Table.cell(Figures.speed(account.bytesRead(), account.seconds()).replace(" MB/s", "")));
    }

    private static List<Cell> withoutFiltered(List<Cell> row) {
        List<Cell> rest = new ArrayList<>(row);
        rest.remove(FILTERED);
        return rest;
    }

    private static Cell count(AssetAccount account, long rows) {
        return Table.cell(text(account, rows));
    }

    private static String text(AssetAccount account, long rows) {
        return account.hasRows() ? Figures.count(rows) : "";
    }
}
