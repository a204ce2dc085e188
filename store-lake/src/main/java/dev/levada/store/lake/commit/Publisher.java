package dev.levada.store.lake.commit;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import dev.levada.store.WrittenFile;
import dev.levada.store.lake.disk.Durable;
import dev.levada.store.lake.table.Failures;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.LiveFile;
import dev.levada.store.lake.table.SideFiles;
import dev.levada.store.lake.table.Versions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.jspecify.annotations.Nullable;

/** Writes one publication, but for the step that makes it visible. */
public final class Publisher {
    private final LakeCatalog catalog;
    private final Quarantines quarantines;
    private final Clock clock;
    private final Publication publication;
    private final LakeTable table;
    private final String runId;

    public Publisher(LakeCatalog catalog, Quarantines quarantines, Clock clock, Publication publication) {
        this.catalog = catalog;
        this.quarantines = quarantines;
        this.clock = clock;
        this.publication = publication;
        this.table = catalog.table(publication.staged().staging().table());
        this.runId = publication.staged().staging().runId();
    }

    public PreparedTable prepare() {
        sync();
        TableOperations operations = catalog.operations(table.name());
        TableMetadata base = operations.refresh();
        demandBase(base);
        return new PreparedTable(table, publication, prepare(operations, base));
    }

    /** Data must be on disk before a commit names it. */
    private void sync() {
        List<Path> files = new ArrayList<>();
        addFiles(publication.staged(), files);
        publication.quarantine().added().ifPresent(staged -> addFiles(staged, files));
        Durable.sync(files, catalog.lake());
    }

    private static void addFiles(Staged staged, List<Path> files) {
        for (WrittenFile file : staged.files()) {
            files.add(Path.of(file.path()));
        }
    }

    private void demandBase(@Nullable TableMetadata metadata) {
        if (metadata != null && Versions.committedBy(metadata, runId).isPresent()) {
            throw new LevadaException(
                    "store.repeated", Blame.LEVADA, "Run " + runId + " has committed to " + table + " before.");
        }
        Snapshot head = metadata == null ? null : metadata.currentSnapshot();
        Optional<Long> wanted = publication.base().map(TableVersion::id);
        if (!wanted.equals(Optional.ofNullable(head).map(Snapshot::snapshotId))) {
            throw conflict(table, head, clock);
        }
        if (metadata != null) {
            quarantines.settle(table.name(), metadata);
        }
    }

    static LevadaException conflict(LakeTable table, @Nullable Snapshot head, Clock clock) {
        if (head == null) {
            return Failures.conflict(table.toString(), "somebody removed what it had");
        }
        Duration age = Duration.between(Instant.ofEpochMilli(head.timestampMillis()), clock.instant());
        String who = Optional.ofNullable(head.summary().get(Facts.RUN_ID))
                .map(id -> "run " + id)
                .orElse("another program");
        return Failures.conflict(table.toString(), who + " committed to it " + Math.max(0, age.toSeconds()) + " s ago");
    }

    private Commit prepare(TableOperations operations, @Nullable TableMetadata base) {
        try {
            Staged staged = publication.staged();
            Replacement replacement =
                    Replacement.of(staged, publication.mode(), () -> base == null ? List.of() : LiveFile.in(base));
            Change change = new Change(Optional.of(staged), replacement, summary());
            return Commit.prepare(
                    table, operations, base, change, staged.staging().folder());
        } catch (RuntimeException failed) {
            new SideFiles(table).remove(runId);
            throw failed;
        }
    }

    private Map<String, String> summary() {
        Map<String, String> facts = new HashMap<>(publication.facts());
        facts.put(Facts.RUN_ID, runId);
        facts.put(Facts.MODE, publication.mode().word());
        facts.remove(Facts.QUARANTINE);
        Map<String, String> summary = new SideFiles(table).write(runId, facts);
        if (!publication.quarantine().isNone()) {
            summary.put(Facts.QUARANTINE, Quarantines.announce(table, runId, publication.quarantine()));
        }
        return summary;
    }
}
