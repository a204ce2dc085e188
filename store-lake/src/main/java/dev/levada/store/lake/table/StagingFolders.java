package dev.levada.store.lake.table;

import dev.levada.api.Column;
import dev.levada.project.AssetName;
import dev.levada.store.Audit;
import dev.levada.store.Encoded;
import dev.levada.store.PathConstants;
import dev.levada.store.SharedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The folders that runs write their data files to. Each belongs to one run, whose name it bears. */
public final class StagingFolders {
    private final Path lake;

    public StagingFolders(Path lake) {
        this.lake = lake;
    }

    /**
     * Makes an empty folder for a run to write a table's files to, with the constants in its path. A run may write for a table
     * several times and then publish only one of what it wrote.
     */
    public static Path make(LakeTable table, String runId, Map<String, String> constants) {
        Path parent = table.data();
        if (!constants.containsKey(Audit.RUN_ID)) {
            parent = parent.resolve(plain(runId));
        }
        for (Map.Entry<String, String> constant : ordered(constants).entrySet()) {
            parent = parent.resolve(PathConstants.folder(constant.getKey(), constant.getValue()));
        }
        return SharedFolders.makeNumbered(parent);
    }

    private static Map<String, String> ordered(Map<String, String> constants) {
        Map<String, String> rest = new TreeMap<>(constants);
        Map<String, String> ordered = new LinkedHashMap<>();
        Audit.COLUMNS.stream()
                .map(Column::name)
                .filter(rest::containsKey)
                .forEach(column -> ordered.put(column, rest.remove(column)));
        ordered.putAll(rest);
        return ordered;
    }

    private static String plain(String runId) {
        return "run-" + Encoded.name(runId);
    }

    /** The tables that a run has written files for. */
    public List<AssetName> tablesOf(String runId) {
        List<AssetName> tables = new ArrayList<>();
        for (Path schema : children(lake)) {
            for (Path table : children(schema)) {
                LakeTable found = new LakeTable(
                        new AssetName(
                                schema.getFileName().toString(),
                                table.getFileName().toString()),
                        table);
                if (!partsOf(found, runId).isEmpty()) {
                    tables.add(found.name());
                }
            }
        }
        return tables;
    }

    /** The names under which a run has written files for a table: its own, and those of its parts. */
    public static List<String> partsOf(LakeTable table, String runId) {
        List<String> parts = new ArrayList<>();
        if (Files.exists(table.data().resolve(PathConstants.folder(Audit.RUN_ID, runId)))) {
            parts.add(runId);
        }
        String own = plain(runId);
        for (Path folder : children(table.data())) {
            String name = folder.getFileName().toString();
            if (name.equals(own) || name.startsWith(own + ".")) {
                parts.add(runId + name.substring(own.length()));
            }
        }
        return parts;
    }

    /** The folders that hold what a run wrote for a table. */
    public static List<Path> ofRun(LakeTable table, String runId) {
        return List.of(
                table.data().resolve(PathConstants.folder(Audit.RUN_ID, runId)),
                table.data().resolve(plain(runId)));
    }

    /** Removes what a run wrote for a table, but for some files. */
    public void removeOfRun(LakeTable table, String runId, Set<Path> spared) {
        for (Path folder : ofRun(table, runId)) {
            for (Path each : SharedFolders.deepestFirst(folder)) {
                if (!spared.contains(each)) {
                    SharedFolders.isGone(each);
                }
            }
            SharedFolders.prune(folder.getParent(), lake);
        }
    }

    /** Whether some file is in a folder. */
    public static boolean isAmong(Path folder, Set<Path> files) {
        return files.stream().anyMatch(file -> file.startsWith(folder));
    }

    /** Removes a folder, and those above it that are empty then. */
    public void remove(Path folder) {
        if (!folder.toAbsolutePath().normalize().startsWith(lake) || folder.equals(lake)) {
            throw new IllegalArgumentException(folder + " is not in the lake " + lake);
        }
        SharedFolders.remove(folder);
        SharedFolders.prune(folder, lake);
    }

    private static List<Path> children(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, Files::isDirectory)) {
            each.forEach(children::add);
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(folder + " could not be listed: " + failed, failed);
        }
        return children;
    }
}
