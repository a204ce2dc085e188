package dev.levada.testing.database;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as it will be.
 *
 * @param rejects rows that its quarantine will get
 */
record PreparedState(Publication publication, State next, List<List<@Nullable Object>> rejects) implements Prepared {
    @Override
    public AssetName table() {
        return version().table();
    }

    @Override
    public TableVersion version() {
        return next.version();
    }

    @Override
    public TableScan scan() {
        return State.scan(version(), next.held());
    }

    @Override
    public TableScan scan(String timeColumn, Interval range) {
        return State.scan(version(), next.held().within(timeColumn, range));
    }

    @Override
    public TableCommit asCommit(Optional<String> timeColumn) {
        return next.past().get(next.past().size() - 1).commit(timeColumn);
    }
}
