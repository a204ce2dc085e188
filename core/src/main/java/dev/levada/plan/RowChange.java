package dev.levada.plan;

import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.Making;
import dev.levada.store.Scope;
import dev.levada.store.TableVersion;
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
            case UPSERT -> List.of("replaces rows whose key comes again");
            case SCD2 -> List.of("ends versions of rows that changed");
            case SCD3 -> List.of("replaces rows whose key comes again, and keeps what they held before");
            case APPEND, INSERT_ONLY -> List.of();
        };
    }
}
