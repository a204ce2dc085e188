package dev.levada.plan;

import dev.levada.contract.Deletes;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a task does to rows that are there, in sentences. */
final class RowChange {
    private RowChange() {}

    static List<String> ofIntervals(Backlog backlog) {
        int made = (int) backlog.stale().stream()
                .filter(stale -> !(stale.reason() instanceof Reason.New))
                .count();
        return made == 0
                ? List.of()
                : List.of("replaces the rows of " + new IntervalWords(backlog.grain()).count(made));
    }

    static List<String> of(Asset asset, Scope scope, TableVersion head) {
        String all = String.format(Locale.ROOT, "replaces all %,d rows", head.rows());
        if (scope == Scope.ANEW) {
            boolean rereads =
                    asset.making() instanceof Making.Extract && asset.write().mode() != WriteMode.OVERWRITE;
            return List.of(rereads ? all + ": everything is loaded again" : all);
        }
        return switch (asset.write().mode()) {
            case OVERWRITE -> List.of(all);
            case OVERWRITE_PARTITIONS -> List.of("replaces the partitions that its new rows touch");
            case UPSERT -> with("replaces rows whose key comes again", deletes(asset));
            case SCD2 -> with("ends versions of rows that changed", ends(asset));
            case SCD3 -> with("replaces rows whose key comes again, and keeps what they held before", deletes(asset));
            case APPEND, INSERT_ONLY -> List.of();
        };
    }

    private static List<String> with(String change, List<String> deletes) {
        List<String> changes = new ArrayList<>(List.of(change));
        changes.addAll(deletes);
        return changes;
    }

    private static List<String> deletes(Asset asset) {
        Deletes deletes = asset.write().deletes();
        List<String> changes = new ArrayList<>();
        deletes.when().ifPresent(condition -> changes.add("deletes rows whose key comes with " + condition.strip()));
        if (deletes.missing() == Deletes.Missing.HARD) {
            changes.add("deletes rows that " + gone(asset));
        } else if (deletes.missing() == Deletes.Missing.SOFT) {
            changes.add("marks rows as deleted that " + gone(asset));
        }
        return changes;
    }

    private static List<String> ends(Asset asset) {
        Write write = asset.write();
        if (write.versions()
                .filter(kept -> kept.hardDeletes() == HardDeletes.IGNORE)
                .isPresent()) {
            return List.of();
        }
        return List.of(write.deletes()
                .when()
                .map(condition -> "ends versions of rows whose key comes with " + condition.strip())
                .orElseGet(() -> "ends versions of rows that " + gone(asset)));
    }

    private static String gone(Asset asset) {
        return asset.making() instanceof Making.Extract ? "its source no longer has" : "its query no longer gives";
    }
}
