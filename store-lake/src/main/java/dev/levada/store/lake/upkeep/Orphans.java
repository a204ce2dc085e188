package dev.levada.store.lake.upkeep;

import dev.levada.store.Orphan;
import dev.levada.store.lake.table.LakeCatalog;
import dev.levada.store.lake.table.LakeTable;
import dev.levada.store.lake.table.SideFiles;
import dev.levada.store.lake.table.StagingFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Files of a table that nothing reaches. */
final class Orphans {
    private final LakeCatalog catalog;
    private final LakeTable table;

    Orphans(LakeCatalog catalog, LakeTable table) {
        this.catalog = catalog;
        this.table = table;
    }

    /** Looks at the files before the metadata: what is committed in between is reached then. */
    List<Orphan> find(Instant before, Set<String> unfinished) {
        List<Orphan> old = new ArrayList<>();
        for (Path file : Folders.files(table)) {
            if (unfinished.stream().noneMatch(run -> isOfRun(file, run))) {
                add(file, before, old);
            }
        }
        if (!old.isEmpty()) {
            catalog.metadata(table.name()).ifPresent(metadata -> {
                Set<Path> reachable = Reachable.of(table, metadata);
                old.removeIf(orphan -> reachable.contains(Path.of(orphan.path())));
            });
        }
        return old;
    }

    private static void add(Path file, Instant before, List<Orphan> old) {
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (written.isBefore(before)) {
                old.add(new Orphan(file.toString(), Files.size(file), written));
            }
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException failed) {
            throw new UncheckedIOException(file + " could not be looked at: " + failed, failed);
        }
    }

    private boolean isOfRun(Path file, String run) {
        return StagingFolders.ofRun(table, run).stream().anyMatch(file::startsWith)
                || file.getFileName().toString().startsWith(SideFiles.start(run));
    }

    List<Orphan> remove(Instant before, Set<String> unfinished) {
        List<Orphan> orphans = find(before, unfinished);
        Folders.remove(
                table, orphans.stream().map(orphan -> Path.of(orphan.path())).toList());
        return orphans;
    }
}
