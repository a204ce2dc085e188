package dev.levada.store.lake.table;

import dev.levada.store.lake.disk.LocalFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.Table;

/**
 * Which files one commit added and took out, and which it took rows from. Reads only the manifests that the commit wrote.
 *
 * @param added with their bounds
 * @param removed without their bounds
 * @param vectors deletion vectors that it added, or whatever else says which rows are out
 * @param formerVectors those that it took out, because a file went or lost more rows
 */
public record Footprint(
        List<DataFile> added, List<DataFile> removed, List<DeleteFile> vectors, List<DeleteFile> formerVectors) {

    public static Footprint of(Table table, Snapshot snapshot) {
        SnapshotChanges changes =
                SnapshotChanges.builderFor(table).snapshot(snapshot).build();
        return new Footprint(
                list(changes.addedDataFiles()),
                list(changes.removedDataFiles()),
                list(changes.addedDeleteFiles()),
                list(changes.removedDeleteFiles()));
    }

    private static <T> List<T> list(Iterable<T> files) {
        return StreamSupport.stream(files.spliterator(), false).toList();
    }

    public boolean isNone() {
        return added.isEmpty() && removed.isEmpty() && vectors.isEmpty() && formerVectors.isEmpty();
    }

    /** Whether it only put files into the table, some of whose rows may have been out from the start. */
    public boolean onlyAdds() {
        return removed.isEmpty() && vectorsOfOlderFiles().isEmpty();
    }

    /** Vectors, present and former, of files that were there before and stay, or that say their file in no way. */
    public List<DeleteFile> vectorsOfOlderFiles() {
        Set<String> own = new HashSet<>(paths(added));
        own.addAll(paths(removed));
        List<DeleteFile> all = new ArrayList<>(vectors);
        all.addAll(formerVectors);
        all.removeIf(vector -> isOfOneFile(vector) && own.contains(dataFile(vector)));
        return all;
    }

    /** Whether it is a deletion vector; other programs may remove rows otherwise. */
    public static boolean isOfOneFile(DeleteFile vector) {
        return vector.format() == FileFormat.PUFFIN && vector.referencedDataFile() != null;
    }

    /** The path of a deletion vector's data file. */
    public static String dataFile(DeleteFile vector) {
        return LocalFiles.path(String.valueOf(vector.referencedDataFile())).toString();
    }

    public static String path(ContentFile<?> file) {
        return LocalFiles.path(file.location()).toString();
    }

    /** Paths of files that were there before and went or lost rows. */
    public Set<String> touchedPaths() {
        Set<String> paths = new HashSet<>(paths(removed));
        vectorsOfOlderFiles().stream()
                .filter(Footprint::isOfOneFile)
                .map(Footprint::dataFile)
                .forEach(paths::add);
        return paths;
    }

    /** Everything in it that lies in some partition. */
    public List<ContentFile<?>> pieces() {
        List<ContentFile<?>> pieces = new ArrayList<>(added);
        pieces.addAll(removed);
        pieces.addAll(vectorsOfOlderFiles());
        return pieces;
    }

    public long addedRows() {
        return records(added) - records(of(added, vectors));
    }

    public long removedRows() {
        List<DeleteFile> more = new ArrayList<>(vectors);
        more.removeAll(of(added, vectors));
        List<DeleteFile> less = new ArrayList<>(formerVectors);
        return records(removed) + records(more) - records(less);
    }

    private static List<DeleteFile> of(List<DataFile> files, List<DeleteFile> vectors) {
        Set<String> paths = paths(files);
        return vectors.stream()
                .filter(vector -> isOfOneFile(vector) && paths.contains(dataFile(vector)))
                .toList();
    }

    private static Set<String> paths(List<DataFile> files) {
        return files.stream().map(Footprint::path).collect(Collectors.toSet());
    }

    private static long records(List<? extends ContentFile<?>> files) {
        return files.stream().mapToLong(ContentFile::recordCount).sum();
    }
}
