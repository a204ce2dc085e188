package dev.levada.store.database;

import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Staged;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds out whether what was staged on an older version may be published on the newest one as well. A table in a database is
 * one piece: as soon as others changed it, only rows that meet none of it may be added.
 */
public record Rebase(Staged staged, WriteMode mode, TableVersion base, TableVersion head, List<PastStep> steps) {

    public boolean isSafe() {
        Optional<List<PastStep>> others = since();
        return others.isPresent()
                && head.columns().equals(base.columns())
                && head.partition().equals(base.partition())
                && others.get().stream().allMatch(this::isHarmless);
    }

    /** What others committed since the base; empty if the newest version does not come from it. */
    private Optional<List<PastStep>> since() {
        List<PastStep> newestFirst = new ArrayList<>(steps);
        Collections.reverse(newestFirst);
        List<PastStep> since = new ArrayList<>();
        for (PastStep step : newestFirst) {
            if (step.id() == base.id()) {
                return Optional.of(since);
            }
            since.add(step);
        }
        return Optional.empty();
    }

    private boolean isHarmless(PastStep other) {
        if (other.facts().containsKey(Facts.CHECKPOINT)) {
            return false;
        }
        if (other.kind() == Kind.MAINTENANCE) {
            return staged.replaced().isNone(); // rows may lie elsewhere now
        }
        boolean onlyAdds = other.removedRows() == 0 && !other.facts().isEmpty();
        return other.isSame() || mode == WriteMode.APPEND && staged.replaced().isNone() && onlyAdds;
    }
}
