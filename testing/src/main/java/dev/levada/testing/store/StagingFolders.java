package dev.levada.testing.store;

import dev.levada.store.StageRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders that engines write to. */
public final class StagingFolders {
    private final Path root;
    private int last;

    public StagingFolders(Path root) {
        this.root = root;
    }

    public Path make(StageRequest request) {
        Path folder = root.resolve(request.table().toString()).resolve("s" + ++last);
        for (var constant : new TreeMap<>(request.constants()).entrySet()) {
            folder = folder.resolve(
                    constant.getKey() + "=" + URLEncoder.encode(constant.getValue(), StandardCharsets.UTF_8));
        }
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
