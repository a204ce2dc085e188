package dev.levada.store.database.commit;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.database.PastStep;
import dev.levada.store.database.rows.Course;
import dev.levada.store.database.rows.Landing.Landed;
import dev.levada.store.database.rows.Leaving;
import java.util.Optional;

/**
 * A publication of a table, in the database but for the transaction that makes it visible.
 *
 * @param rows where the new rows lie; empty if there are none
 * @param belongings what the table that the new rows lie in has of the one whose place it takes; empty if it takes none
 * @param leaving the rows that the new ones take the place of, of which there were so many
 * @param quarantined where newly quarantined rows lie
 * @param course tells how far it is
 * @param scan reads the version from what it is made of
 */
public record PreparedTable(
        Publication publication,
        TableVersion version,
        PastStep step,
        Optional<Landed> rows,
        Optional<Belongings> belongings,
        Leaving leaving,
        Optional<Landed> quarantined,
        Leaving released,
        Course course,
        TableScan scan)
        implements Prepared {

    @Override
    public AssetName table() {
        return version.table();
    }

    public String runId() {
        return publication.staged().staging().runId();
    }

    /** Rows of other times may be among them. */
    @Override
    public TableScan scan(String timeColumn, Interval range) {
        return scan;
    }

    @Override
    public TableCommit asCommit(Optional<String> timeColumn) {
        return step.told(timeColumn);
    }
}
