package dev.levada.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A project whose tables {@code raw.a}, which rows are added to, and {@code raw.k}, whose rows have a key, have two versions each. */
record TwoVersions(Folder project, Cli cli) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static TwoVersions in(Path folder) {
        Folder project = Folder.withDrops(folder)
                .file("data/a/1.csv", "id,age", "1,10", "2,-1", "3,30")
                .file("data/k/1.csv", "id,name,plan", "1,ann,free", "2,bob,free", "3,cid,pro")
                .file(
                        "assets/raw/a.yml",
                        "extract: {from: drops, files: 'a/*.csv'}",
                        "write: {mode: append}",
                        "columns: {id: bigint, age: {type: integer, min: 0}}")
                .file(
                        "assets/raw/k.yml",
                        "extract: {from: drops, files: 'k/*.csv'}",
                        "write: {mode: upsert, key: [id]}",
                        "columns: {id: bigint}");
        Cli cli = project.cli();
        cli.run();
        project.file("data/a/2.csv", "id,age", "4,40", "5,-5")
                .file("data/k/2.csv", "id,name,plan", "2,bob,pro", "4,dan,free");
        cli.run();
        return new TwoVersions(project, cli);
    }

    /** What {@code levada lake history} says of a table in one column, the newest version first. */
    List<String> history(String asset, String column) {
        return texts(json("lake", "history", asset, "--format", "json"), column);
    }

    /** The rows that a command prints as JSON. */
    List<JsonNode> json(String... words) {
        List<JsonNode> rows = new ArrayList<>();
        tree(cli.succeed(words)).forEach(rows::add);
        return rows;
    }

    static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    static List<String> texts(List<JsonNode> rows, String key) {
        return rows.stream().map(row -> row.required(key).textValue()).toList();
    }
}
