package dev.levada.store.lake.commit;

import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.TableCommit;
import dev.levada.store.TableScan;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.table.CommitLog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.Versions;
import java.util.List;
import java.util.Optional;

/** A publication of a lake's table, written but for the catalog's row. */
public final class PreparedTable implements Prepared {
    private final LakeTable table;
    private final Publication publication;
    private final Commit commit;
    private final TableVersion version;

    PreparedTable(LakeTable table, Publication publication, Commit commit) {
        this.table = table;
        this.publication = publication;
        this.commit = commit;
        this.version = Versions.head(table, commit.changed()).orElseThrow();
    }

    @Override
    public AssetName table() {
        return table.name();
    }

    @Override
    public TableVersion version() {
        return version;
    }

    @Override
    public TableScan scan() {
        return Reading.of(commit.changed(), LiveFile.in(commit.changed(), version.id()), version.columns());
    }

    @Override
    public TableScan scan(String timeColumn, Interval range) {
        return Reading.of(commit.changed(), version, timeColumn, range);
    }

    @Override
    public TableCommit asCommit(Optional<String> timeColumn) {
        Optional<Long> base = publication.base().map(TableVersion::id);
        List<TableCommit> commits = new CommitLog(table, commit.changed(), timeColumn).after(base);
        return commits.get(commits.size() - 1);
    }

    LakeTable lakeTable() {
        return table;
    }

    String runId() {
        return publication.staged().staging().runId();
    }

    Publication publication() {
        return publication;
    }

    Commit commit() {
        return commit;
    }
}
