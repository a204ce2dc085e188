package dev.levada.connector.files;

import dev.levada.api.Checkpoint;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Split;
import dev.levada.testing.source.ArrayBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** A folder that files are dropped into, and what a connection makes of them. */
record Drop(Path root) {

    Drop file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Drop file(String name, byte[] bytes) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        return this;
    }

    Drop modified(String name, String instant) throws IOException {
        Files.setLastModifiedTime(root.resolve(name), FileTime.from(Instant.parse(instant)));
        return this;
    }

    FilesSource source() {
        return source(JsonFiles.RANGE);
    }

    FilesSource source(long rangeBytes) {
        return new FilesSource(new Folder("drops", root), rangeBytes);
    }

    Extent plan(Object files) {
        return plan(Map.of("files", files));
    }

    Extent plan(Map<String, Object> settings) {
        return source().plan(new Read(new Settings(settings), Optional.empty()));
    }

    Extent plan(Object files, Checkpoint since) {
        return source().plan(new Read(new Settings(Map.of("files", files)), Optional.of(since)));
    }

    /** All documents as {@code source:position text !defect}. */
    List<String> documents(Object files) throws IOException {
        return documents(Map.of("files", files), JsonFiles.RANGE);
    }

    List<String> json(String files, Map<String, Object> json) throws IOException {
        return documents(Map.of("files", files, "json", json), JsonFiles.RANGE);
    }

    List<String> documents(Map<String, Object> settings, long rangeBytes) throws IOException {
        Map<String, Object> all = new HashMap<>(settings);
        all.putIfAbsent("format", "json");
        FilesSource source = source(rangeBytes);
        Form.Documents form = (Form.Documents)
                source.plan(new Read(new Settings(all), Optional.empty())).form();
        List<String> documents = new ArrayList<>();
        for (Split split : form.splits()) {
            try (Reader reader = source.open(split)) {
                ArrayBatch.readAll(reader, Form.Documents.COLUMNS, 5).forEach(row -> documents.add(shown(split, row)));
            }
        }
        return documents;
    }

    private static String shown(Split split, List<?> row) {
        return split.source() + ":" + row.get(0) + " " + row.get(1) + (row.get(2) == null ? "" : " !" + row.get(2));
    }

    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    static byte[] zstd(String text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new io.airlift.compress.zstd.ZstdOutputStream(packed)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }
}
