package dev.levada.store.lake.table;

import dev.levada.contract.WriteMode;
import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.PastCommit;
import dev.levada.store.PastCommit.Standing;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.lake.layout.EventTimes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;

/** A table's commits, read from its newest state back. */
public final class CommitLog {
    /** What is large, and what none who looks at old commits asks for. */
    private static final Set<String> LEFT_OUT = Set.of(Facts.CHECKPOINT, Facts.QUARANTINE);

    private final TableMetadata metadata;
    private final Table table;
    private final LakeTable lakeTable;
    private final Optional<String> timeColumn;
    private final SideFiles sideFiles;
    private final Optional<EventTimes> times;
    private final Map<String, Optional<List<Interval>>> timesOfFiles = new HashMap<>();
    private boolean knowsOlderFiles;

    public CommitLog(LakeTable table, TableMetadata metadata, Optional<String> timeColumn) {
        this.metadata = metadata;
        this.table = LiveFile.table(metadata);
        this.lakeTable = table;
        this.timeColumn = timeColumn;
        this.sideFiles = new SideFiles(table);
        this.times = timeColumn.flatMap(column -> EventTimes.of(metadata.schema(), column));
    }

    /** Whether a commit left the table's rows as they were. */
    public static boolean isMaintenance(Snapshot snapshot) {
        return DataOperations.REPLACE.equals(snapshot.operation())
                || snapshot.summary().containsKey(Facts.MAINTENANCE);
    }

    private static Kind kind(Snapshot snapshot) {
        if (isMaintenance(snapshot)) {
            return Kind.MAINTENANCE;
        }
        boolean isOverwrite =
                WriteMode.OVERWRITE.word().equals(snapshot.summary().get(Facts.MODE));
        return isOverwrite ? Kind.OVERWRITE : Kind.CHANGE;
    }

    /** The commits after one, or all, the oldest first. */
    public List<TableCommit> after(Optional<Long> after) {
        List<Snapshot> lineage = lineage();
        for (int i = 0; i < lineage.size(); i++) {
            if (after.isPresent() && lineage.get(i).snapshotId() == after.get()) {
                return commits(lineage.subList(i + 1, lineage.size()));
            }
        }
        List<TableCommit> all = new ArrayList<>();
        for (Ledger.Entry entry : ledger(lineage).entries()) {
            all.add(entry.of(timeColumn));
            if (after.isPresent() && entry.commit().id() == after.get()) {
                all.clear();
            }
        }
        all.addAll(commits(lineage));
        return all;
    }

    /** The snapshots that led to the newest, the oldest first. */
    private List<Snapshot> lineage() {
        List<Snapshot> lineage = new ArrayList<>(Versions.lineage(metadata, metadata.currentSnapshot()));
        Collections.reverse(lineage);
        return lineage;
    }

    /** Whatever another program put in the table's place has no part in the ledger. */
    private Ledger ledger(List<Snapshot> lineage) {
        return lineage.isEmpty() || lineage.get(0).parentId() == null
                ? new Ledger(List.of())
                : Ledger.of(lakeTable, metadata);
    }

    private List<TableCommit> commits(List<Snapshot> snapshots) {
        List<TableCommit> commits = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            commits.add(commit(snapshot, snapshots.get(0)));
        }
        return commits;
    }

    /** The ledger as it is to be once the oldest snapshots are gone. */
    public Ledger without(int oldest) {
        List<Snapshot> lineage = lineage();
        List<Snapshot> forgotten = lineage.subList(0, oldest);
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Snapshot snapshot : forgotten) {
            entries.add(new Ledger.Entry(commit(snapshot, forgotten.get(0)), timeColumn, snapshot.operation()));
        }
        return ledger(lineage).plus(entries);
    }

    /** All that is remembered, the newest first. */
    public List<PastCommit> history() {
        List<PastCommit> history = new ArrayList<>();
        List<Snapshot> lineage = lineage();
        ledger(lineage)
                .entries()
                .forEach(entry ->
                        history.add(new PastCommit(entry.of(timeColumn), entry.operation(), Standing.EXPIRED)));
        for (Snapshot snapshot : lineage) {
            boolean isNewest = snapshot.equals(metadata.currentSnapshot());
            history.add(past(snapshot, isNewest ? Standing.NEWEST : Standing.BEFORE));
        }
        Set<Long> named = new HashSet<>();
        metadata.refs()
                .values()
                .forEach(ref -> Versions.lineage(metadata, metadata.snapshot(ref.snapshotId()))
                        .forEach(snapshot -> named.add(snapshot.snapshotId())));
        for (Snapshot snapshot : metadata.snapshots()) {
            if (!named.contains(snapshot.snapshotId())) {
                history.add(past(snapshot, Standing.ROLLED_BACK));
            }
        }
        // Commits of the same millisecond keep their order.
        Collections.reverse(history);
        history.sort(Comparator.comparing((PastCommit past) -> past.commit().committed())
                .reversed());
        return history;
    }

    private PastCommit past(Snapshot snapshot, Standing standing) {
        return new PastCommit(commit(snapshot, snapshot), snapshot.operation(), standing);
    }

    private TableCommit commit(Snapshot snapshot, Snapshot oldest) {
        Kind kind = kind(snapshot);
        Footprint footprint = kind == Kind.MAINTENANCE
                ? new Footprint(List.of(), List.of(), List.of(), List.of())
                : Footprint.of(table, snapshot);
        return new TableCommit(
                snapshot.snapshotId(),
                Optional.ofNullable(snapshot.parentId()),
                Instant.ofEpochMilli(snapshot.timestampMillis()),
                kind,
                footprint.isNone() ? Optional.of(List.of()) : times.flatMap(each -> touched(each, footprint, oldest)),
                footprint.addedRows(),
                footprint.removedRows(),
                sideFiles.readBut(LEFT_OUT, snapshot.summary()));
    }

    private Optional<List<Interval>> touched(EventTimes times, Footprint footprint, Snapshot oldest) {
        List<Interval> touched = new ArrayList<>();
        boolean isKnown = true;
        for (DataFile file : footprint.added()) {
            Optional<List<Interval>> range = times.of(file, spec(file));
            timesOfFiles.put(Footprint.path(file), range);
            isKnown &= range.map(touched::addAll).isPresent();
        }
        for (DataFile file : footprint.removed()) {
            Optional<List<Interval>> range = older(times, file, Footprint.path(file), oldest);
            isKnown &= range.map(touched::addAll).isPresent();
        }
        for (DeleteFile vector : footprint.vectorsOfOlderFiles()) {
            Optional<List<Interval>> range = Footprint.isOfOneFile(vector)
                    ? older(times, vector, Footprint.dataFile(vector), oldest)
                    : Optional.empty();
            isKnown &= range.map(touched::addAll).isPresent();
        }
        return isKnown ? Optional.of(Interval.merged(touched)) : Optional.empty();
    }

    /** @param piece a data file, or its vector, which lies in the same partition */
    private Optional<List<Interval>> older(EventTimes times, ContentFile<?> piece, String path, Snapshot oldest) {
        return times.ofPartition(spec(piece), piece.partition()).or(() -> {
            learnOlderFiles(times, oldest);
            return timesOfFiles.getOrDefault(path, Optional.empty());
        });
    }

    /** The bounds of files that went do not stand in the commit that took them out. */
    private void learnOlderFiles(EventTimes times, Snapshot oldest) {
        Long before = oldest.parentId();
        if (!knowsOlderFiles && before != null && metadata.snapshot(before) != null) {
            LiveFile.withBounds(metadata, before, times.column())
                    .forEach(file -> timesOfFiles.put(file.path(), times.of(file.file(), file.spec())));
        }
        knowsOlderFiles = true;
    }

    private PartitionSpec spec(ContentFile<?> file) {
        PartitionSpec spec = metadata.spec(file.specId());
        return spec == null ? PartitionSpec.unpartitioned() : spec;
    }
}
