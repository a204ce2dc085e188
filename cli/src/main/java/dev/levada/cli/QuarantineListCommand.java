package dev.levada.cli;

import dev.levada.cli.terminal.Figures;
import dev.levada.cli.terminal.Table;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.engine.SqlText;
import dev.levada.project.AssetName;
import dev.levada.run.Tables;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code levada quarantine ls} */
@Command(name = "ls", description = "List the assets that have quarantined rows, with the reasons.")
final class QuarantineListCommand implements Callable<Integer> {
    private final Console console;
    private final Wiring wiring;

    QuarantineListCommand(Console console, Wiring wiring) {
        this.console = console;
        this.wiring = wiring;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = wiring.lookingWorkspace()) {
            Tables tables = new Tables(workspace);
            List<TableVersion> quarantines = tables.all().stream()
                    .filter(version -> version.table().schema().endsWith(AssetName.QUARANTINE_SUFFIX))
                    .filter(version -> version.rows() > 0)
                    .toList();
            if (quarantines.isEmpty()) {
                console.terminal().print("Nothing is quarantined.");
                return 0;
            }
            print(tables, quarantines);
            return 0;
        }
    }

    private void print(Tables tables, List<TableVersion> quarantines) {
        Table table = new Table(List.of(Table.left("asset"), Table.right("rows"), Table.left("reasons")));
        try (Session session = tables.open()) {
            for (TableVersion quarantine : quarantines) {
                table.add(
                        asset(quarantine.table()),
                        Figures.count(quarantine.rows()),
                        String.join(", ", reasons(session, quarantine.table())));
            }
        }
        console.terminal().print(table);
        console.terminal().print("");
        console.terminal()
                .print("Look at rows: "
                        + console.globals()
                                .commands()
                                .of(
                                        "quarantine",
                                        "show",
                                        asset(quarantines.get(0).table())));
    }

    private static List<String> reasons(Session session, AssetName quarantine) {
        List<String> reasons = new ArrayList<>();
        try (Rows rows = session.query("select reason, count(*) from (select unnest(reasons) as reason from "
                + SqlText.name(quarantine) + ") group by reason order by count(*) desc, reason")) {
            for (List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                reasons.add(row.get(0) + " "
                        + (row.get(1) instanceof Number count ? Figures.count(count.longValue()) : ""));
            }
        }
        return reasons;
    }

    private static String asset(AssetName quarantine) {
        String schema = quarantine.schema();
        return schema.substring(0, schema.length() - AssetName.QUARANTINE_SUFFIX.length()) + "." + quarantine.table();
    }
}
