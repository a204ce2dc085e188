package dev.levada.cli.e2e;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Files;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A project's lake as a program sees it that has nothing of Levada: through Iceberg's own catalog and reader. */
final class Lake implements AutoCloseable {
    private final Path folder;
    private final JdbcCatalog catalog;

    Lake(Path project) {
        folder = project.resolve(".levada/lake");
        catalog = new JdbcCatalog(properties -> new LocalDisk(), null, false);
        catalog.initialize(
                "levada",
                Map.of(
                        "uri",
                        "jdbc:sqlite:" + folder.resolve("catalog.db"),
                        "warehouse",
                        folder.toString(),
                        "jdbc.schema-version",
                        "V1"));
    }

    Table table(String name) {
        return catalog.loadTable(TableIdentifier.parse(name));
    }

    /** Each table's snapshot, by its name. */
    Map<String, Long> snapshots() {
        Map<String, Long> snapshots = new TreeMap<>();
        for (TableIdentifier name : tables()) {
            snapshots.put(
                    name.toString(), catalog.loadTable(name).currentSnapshot().snapshotId());
        }
        return snapshots;
    }

    private List<TableIdentifier> tables() {
        List<TableIdentifier> tables = new ArrayList<>();
        for (Namespace schema : catalog.listNamespaces()) {
            tables.addAll(catalog.listTables(schema));
        }
        return tables;
    }

    List<Record> records(String name) {
        try (CloseableIterable<Record> rows = IcebergGenerics.read(table(name)).build()) {
            List<Record> records = new ArrayList<>();
            rows.forEach(records::add);
            return records;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many commits each table has seen. */
    Map<String, Integer> commits() {
        Map<String, Integer> commits = new TreeMap<>();
        for (TableIdentifier name : tables()) {
            int count = 0;
            for (Snapshot ignored : catalog.loadTable(name).snapshots()) {
                count++;
            }
            commits.put(name.toString(), count);
        }
        return commits;
    }

    /** The data and delete files in the lake that no table's snapshot needs. */
    List<Path> strays() {
        Set<Path> needed = new HashSet<>();
        tables().forEach(name -> needed.addAll(files(catalog.loadTable(name))));
        return Folder.files(folder).stream()
                .filter(file ->
                        file.toString().endsWith(".parquet") || file.toString().endsWith(".puffin"))
                .filter(file -> !needed.contains(file))
                .toList();
    }

    /** How many rows a table's deletion vectors take away. */
    long deletedRows(String name) {
        long deleted = 0;
        try (CloseableIterable<FileScanTask> tasks = table(name).newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                deleted += task.deletes().stream()
                        .mapToLong(DeleteFile::recordCount)
                        .sum();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return deleted;
    }

    private static Set<Path> files(Table table) {
        Set<Path> files = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            try (CloseableIterable<FileScanTask> tasks =
                    table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
                for (FileScanTask task : tasks) {
                    files.add(path(task.file().location()));
                    task.deletes().forEach(deletes -> files.add(path(deletes.location())));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    private static Path path(String location) {
        return Path.of(location.replaceFirst("^file:/*", "/"));
    }

    @Override
    public void close() {
        catalog.close();
    }

    private static final class LocalDisk implements FileIO {
        private static final long serialVersionUID = 1;

        @Override
        public InputFile newInputFile(String location) {
            return Files.localInput(path(location).toFile());
        }

        @Override
        public OutputFile newOutputFile(String location) {
            return Files.localOutput(path(location).toFile());
        }

        @Override
        public void deleteFile(String location) {
            File file = path(location).toFile();
            if (!file.delete()) {
                throw new UncheckedIOException(new IOException(file + " could not be removed"));
            }
        }
    }
}
