package dev.levada.connector.files;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.testing.source.SourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class JsonFilesContractTest extends SourceContract {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        new Drop(Files.createDirectories(folder.resolve("data")))
                .file("events/1.jsonl", "{\"a\": 1}\n\n{\"a\": 2}\n")
                .file("events/2.json.gz", Drop.gzip("[{\"a\": 3}, {\"a\": 4}]"));
    }

    @Override
    public Source open() {
        return new FilesConnector().open("drops", new Settings(Map.of("root", "data")), folder);
    }

    @Override
    public Settings extract() {
        return new Settings(Map.of("files", List.of("events/*")));
    }

    @Override
    public List<List<Object>> rows() {
        return List.of(
                Arrays.asList(1L, "{\"a\": 1}", null),
                Arrays.asList(3L, "{\"a\": 2}", null),
                Arrays.asList(1L, "{\"a\": 3}", null),
                Arrays.asList(2L, "{\"a\": 4}", null));
    }

    @Override
    public List<List<Object>> add() throws IOException {
        new Drop(folder.resolve("data")).file("events/3.ndjson", "{\"a\": 5}");
        return List.of(Arrays.asList(1L, "{\"a\": 5}", null));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.values());
    }
}
