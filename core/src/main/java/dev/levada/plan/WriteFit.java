package dev.levada.plan;

import dev.levada.api.Column;
import dev.levada.api.Names;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether an asset's own columns have what its write mode names, of types that fit. */
public final class WriteFit {
    private final Asset asset;
    private final List<Column> own;
    private final List<Problem> problems = new ArrayList<>();

    private WriteFit(Asset asset, List<Column> own) {
        this.asset = asset;
        this.own = own;
    }

    /** All that does not fit. */
    public static List<Problem> problems(Asset asset, List<Column> own) {
        WriteFit fit = new WriteFit(asset, own);
        fit.dedup();
        fit.keyed();
        fit.names();
        return fit.problems;
    }

    /** Fails if something does not fit. */
    public static void demand(Asset asset, List<Column> own) {
        List<Problem> problems = problems(asset, own);
        if (!problems.isEmpty()) {
            throw new ProjectException(problems);
        }
    }

    private void dedup() {
        Optional<Dedup> dedup = asset.write().dedup();
        if (dedup.isEmpty()) {
            return;
        }
        if (asset.write().key().isEmpty()) {
            dedup.get().by().forEach(name -> column("write.dedup.by", name));
        }
        Optional<Column> order = dedup.get().order().flatMap(name -> column("write.dedup.order", name));
        if (dedup.get().window().isPresent()) {
            order.ifPresent(column -> demandMoment("write.dedup.order with a window", column));
        }
    }

    private void keyed() {
        Write write = asset.write();
        write.key().forEach(name -> column("write.key", name));
        write.previous().keySet().forEach(name -> column("write.scd3", name));
        if (write.versions().isPresent()) {
            Versions versions = write.versions().get();
            versions.updatedAt()
                    .flatMap(name -> column("write.scd2.updated_at", name))
                    .ifPresent(column -> demandMoment("write.scd2.updated_at", column));
            versions.track().forEach(name -> column("write.scd2.track", name));
        }
    }

    /** Every column of the table needs a name of its own. */
    private void names() {
        Set<String> taken = new HashSet<>();
        own.forEach(column -> taken.add(lower(column.name())));
        if (asset.making() instanceof Making.Extract) {
            Columns.auditOf(asset).forEach(column -> taken.add(lower(column.name())));
        }
        for (String name : ModeColumns.names(asset.write())) {
            if (!taken.add(lower(name))) {
                problem(
                        "contract.mode-column",
                        "the mode '" + lower(asset.write().mode().name()) + "' keeps a column '" + name
                                + "', but the table has another one of that name. "
                                + (name.equals(Deletes.DELETED_AT)
                                        ? "Rename that one."
                                        : "Give one of them another name."));
            }
        }
    }

    private Optional<Column> column(String where, String name) {
        Optional<Column> column = Columns.find(own, name);
        if (column.isEmpty()) {
            problem(
                    "contract.unknown-column",
                    where + " names column '" + name + "', which its rows do not have. "
                            + Names.hint(name, own.stream().map(Column::name).toList()));
        }
        return column;
    }

    private void demandMoment(String where, Column column) {
        if (!PartitionTypes.isMoment(column.type())) {
            problem(
                    "contract.time-type",
                    where + ": column '" + column.name() + "' is "
                            + column.type().sql() + "; a date, timestamp or timestamptz is needed.");
        }
    }

    private void problem(String code, String message) {
        problems.add(new Problem(new Position(asset.file(), 1, 1), code, asset.name() + ": " + message));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
