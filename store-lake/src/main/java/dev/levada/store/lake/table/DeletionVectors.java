package dev.levada.store.lake.table;

import dev.levada.store.Positions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.deletes.BaseDVFileWriter;
import org.apache.iceberg.deletes.PositionDeleteIndex;
import org.apache.iceberg.io.DeleteWriteResult;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.IOUtil;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.SeekableInputStream;
import org.jspecify.annotations.Nullable;

/** Which rows of data files are removed, as bitmaps in Puffin files. */
public final class DeletionVectors {
    private DeletionVectors() {}

    /** The removed rows of files, by the file's path. */
    public static Map<String, Positions> read(List<LiveFile> files) {
        FileIO io = LakeCatalog.files();
        Map<String, Positions> removed = new HashMap<>();
        for (LiveFile file : files) {
            file.vector().ifPresent(vector -> removed.put(file.path(), positions(index(io, vector))));
        }
        return removed;
    }

    private static Positions positions(PositionDeleteIndex index) {
        LongStream.Builder places = LongStream.builder();
        index.forEach(places::add);
        return Positions.of(places.build().toArray());
    }

    private static PositionDeleteIndex index(FileIO io, DeleteFile vector) {
        Long offset = vector.contentOffset();
        Long size = vector.contentSizeInBytes();
        if (offset == null || size == null) {
            throw new IllegalStateException(vector.location() + " does not say where its bitmap is");
        }
        byte[] bytes = new byte[Math.toIntExact(size)];
        try (SeekableInputStream input = io.newInputFile(vector.location()).newStream()) {
            input.seek(offset);
            IOUtil.readFully(input, bytes, 0, bytes.length);
        } catch (IOException failed) {
            throw new UncheckedIOException(vector.location() + " could not be read: " + failed, failed);
        }
        return PositionDeleteIndex.deserialize(bytes, vector);
    }

    /** Writes vectors that hold the rows removed now and those removed before. */
    public static DeleteWriteResult write(Table table, Map<LiveFile, Positions> removed) {
        OutputFileFactory files = OutputFileFactory.builderFor(table, 1, 1)
                .format(FileFormat.PUFFIN)
                .build();
        Map<String, DeleteFile> before = new HashMap<>();
        removed.keySet()
                .forEach(file ->
                        file.vector().ifPresent(vector -> before.put(file.file().location(), vector)));
        BaseDVFileWriter writer = new BaseDVFileWriter(files, path -> previous(table.io(), before.get(path)));
        try (writer) {
            removed.forEach((file, positions) -> {
                for (long place : positions.toArray()) {
                    writer.delete(
                            file.file().location(),
                            place,
                            file.spec(),
                            file.file().partition());
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("A deletion vector could not be written: " + failed, failed);
        }
        return writer.result();
    }

    private static @Nullable PositionDeleteIndex previous(FileIO io, @Nullable DeleteFile vector) {
        return vector == null ? null : index(io, vector);
    }
}
