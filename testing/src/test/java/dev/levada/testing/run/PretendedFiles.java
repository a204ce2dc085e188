package dev.levada.testing.run;

import dev.levada.api.Checkpoint;
import dev.levada.api.Connector;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.SourceFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder whose files are known by name; a checkpoint lists those that were read. */
record PretendedFiles(List<String> files, List<String> notices) implements Connector, Source {
    @Override
    public String type() {
        return "pretended";
    }

    @Override
    public String description() {
        return "Files that are only named.";
    }

    @Override
    public List<Setting> connectionSettings() {
        return List.of();
    }

    @Override
    public List<Setting> extractSettings() {
        return List.of();
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        return this;
    }

    @Override
    public Extent plan(Read read) {
        Set<String> known =
                read.since().map(since -> Set.of(since.text().split(",", -1))).orElse(Set.of());
        List<SourceFile> fresh = files.stream()
                .filter(file -> !known.contains(file))
                .map(file -> new SourceFile(Path.of(file), file, 100))
                .toList();
        return new Extent(
                new Form.Scan(Form.Format.CSV, fresh, Map.of()),
                new Checkpoint(String.join(",", files)),
                String.join("+", files),
                0,
                fresh.isEmpty(),
                notices);
    }

    @Override
    public void close() {}
}
