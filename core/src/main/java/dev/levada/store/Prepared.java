package dev.levada.store;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.Optional;

/** A publication that is written in full and seen by nobody: all that is missing is the step that makes it visible. */
public interface Prepared {
    AssetName table();

    /** The version that it will be. Its id does not change when it is committed. */
    TableVersion version();

    /** Reads that version, which the store itself finds only once it is committed. */
    TableScan scan();

    /** Reads the rows of that version whose time may lie in a range, as {@link Store#scan(TableVersion, String, Interval)} does. */
    TableScan scan(String timeColumn, Interval range);

    /** What will be remembered of it. @param timeColumn as for {@link Store#commits} */
    TableCommit asCommit(Optional<String> timeColumn);
}
