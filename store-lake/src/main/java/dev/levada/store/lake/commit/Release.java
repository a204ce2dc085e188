package dev.levada.store.lake.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.CrashPoint;
import dev.levada.store.TableVersion;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.SideFiles;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.jspecify.annotations.Nullable;

/** Makes what was prepared for some tables visible, all at once. */
public final class Release {
    private static final int READ_TRIES = 3;

    private final LakeCatalog catalog;
    private final Quarantines quarantines;
    private final Clock clock;
    private final List<PreparedTable> tables;

    public Release(LakeCatalog catalog, Quarantines quarantines, Clock clock, List<PreparedTable> tables) {
        this.catalog = catalog;
        this.quarantines = quarantines;
        this.clock = clock;
        this.tables = List.copyOf(tables);
        if (tables.stream().map(PreparedTable::table).distinct().count() < tables.size()) {
            throw new IllegalArgumentException("one table twice in one release: " + names());
        }
    }

    private String names() {
        return tables.stream().map(table -> table.table().toString()).collect(Collectors.joining(", "));
    }

    public List<TableVersion> commit() {
        CrashPoint.reach("before-commit");
        try {
            catalog.swap(tables.stream().map(table -> table.commit().swap()).toList());
        } catch (CommitFailedException lost) {
            LevadaException conflict = conflict();
            conflict.addSuppressed(lost);
            discard();
            throw conflict;
        } catch (RuntimeException unclear) {
            readBack(unclear);
        }
        CrashPoint.reach("after-commit");
        tables.forEach(this::followUp);
        CrashPoint.reach("after-quarantine");
        return tables.stream().map(PreparedTable::version).toList();
    }

    /** Tells of the first table that has moved on. */
    private LevadaException conflict() {
        for (PreparedTable table : tables) {
            TableMetadata now = catalog.metadata(table.table()).orElse(null);
            Snapshot head = now == null ? null : now.currentSnapshot();
            boolean hasMoved = !Optional.ofNullable(head)
                    .map(Snapshot::snapshotId)
                    .equals(table.publication().base().map(TableVersion::id));
            if (hasMoved) {
                return Publisher.conflict(table.lakeTable(), head, clock);
            }
        }
        return Failures.conflict(names(), "another program changed what is said about it");
    }

    /** Finds out whether a commit happened whose answer was lost. The catalog has all of it or none. */
    private void readBack(RuntimeException unclear) {
        for (int attempt = 1; ; attempt++) {
            try {
                if (tables.stream().allMatch(this::isVisible)) {
                    return;
                }
                discard();
                throw Failures.translate(names(), unclear);
            } catch (RuntimeException unreadable) {
                if (unreadable instanceof LevadaException || unreadable == unclear) {
                    throw unreadable;
                }
                if (attempt == READ_TRIES) {
                    unclear.addSuppressed(unreadable);
                    throw unknown(unclear);
                }
            }
        }
    }

    private boolean isVisible(PreparedTable table) {
        @Nullable TableMetadata found = catalog.metadata(table.table()).orElse(null);
        return found != null && found.snapshot(table.version().id()) != null;
    }

    private LevadaException unknown(RuntimeException unclear) {
        return new LevadaException(
                "store.unknown",
                Blame.OUTSIDE,
                "Whether run " + tables.get(0).runId() + " was committed to " + names()
                        + " is unknown: the catalog failed (" + unclear.getMessage()
                        + ") and cannot be read. The next run finds out.",
                unclear);
    }

    private void discard() {
        tables.forEach(Release::remove);
    }

    /** Removes what preparing wrote, unless it is visible. */
    public void discardUnlessVisible() {
        tables.stream().filter(table -> !isVisible(table)).forEach(Release::remove);
    }

    private static void remove(PreparedTable table) {
        table.commit().discard();
        new SideFiles(table.lakeTable()).remove(table.runId());
    }

    /** The commit holds whatever comes now: what fails here is done when the table is next looked at. */
    private void followUp(PreparedTable table) {
        try {
            table.commit().forgetOldMetadata();
            if (!table.publication().quarantine().isNone()) {
                quarantines.carryOut(
                        table.table(), table.runId(), table.publication().quarantine());
            }
        } catch (RuntimeException later) {
            System.getLogger(Release.class.getName())
                    .log(
                            System.Logger.Level.DEBUG,
                            "The quarantine of " + table.table() + " is left to the next run",
                            later);
        }
    }
}
