package dev.levada.connector.files;

import dev.levada.api.Connector;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import dev.levada.api.Source;
import java.nio.file.Path;
import java.util.List;

/** Files below a folder: CSV, JSON and Parquet, plain or compressed. */
public final class FilesConnector implements Connector {

    @Override
    public String type() {
        return "files";
    }

    @Override
    public String description() {
        return "Files below a folder of this machine: CSV, JSON and Parquet, plain or compressed with gzip or zstd.";
    }

    @Override
    public List<Setting> connectionSettings() {
        return List.of(Setting.text("root", "The folder that holds the files, relative to the project's folder.")
                .mandatory());
    }

    @Override
    public List<Setting> extractSettings() {
        return List.of(
                Setting.list(
                                "files",
                                new Shape.Text(),
                                "Which files: paths below the connection's root, with forward slashes. `*` and `?`"
                                        + " stand for characters of a name, `**` for any folders, `{a,b}` for either; `\\`"
                                        + " takes the next character as it is. Hidden files and those that end in .tmp,"
                                        + " .partial or ._COPYING_ are left out.")
                        .mandatory(),
                Setting.choice(
                        "format",
                        List.of("csv", "json", "parquet"),
                        "How the files are written. By default their names' endings tell: .csv, .tsv, .dat, .txt;"
                                + " .json, .jsonl, .ndjson; .parquet; all but the last also with .gz or .zst behind."),
                Setting.choice(
                                "compression",
                                List.of("auto", "none", "gzip", "zstd"),
                                "How CSV and JSON files are packed. `auto` looks at each file.")
                        .defaultingTo("auto"),
                Setting.keys("csv", csvSettings(), "How CSV files are written. What is left out is found out."),
                Setting.keys("json", jsonSettings(), "How documents lie in JSON files."));
    }

    @Override
    public Source open(String name, Settings connection, Path projectFolder) {
        Path root =
                projectFolder.toAbsolutePath().resolve(connection.text("root")).normalize();
        Folder folder = new Folder(name, root);
        folder.check();
        return new FilesSource(folder, JsonFiles.RANGE);
    }

    private static List<Setting> csvSettings() {
        return List.of(
                Setting.text("delimiter", "What stands between two values, such as `,` or `;` or a tab."),
                Setting.text("quote", "What a value is wrapped in that holds a delimiter or a line end."),
                Setting.text("escape", "What stands before a quote within a quoted value."),
                Setting.flag("header", "Whether the first line holds the columns' names."),
                Setting.list("null", new Shape.Text(), "Values that mean null."),
                Setting.whole("skip", 0, Integer.MAX_VALUE, "How many lines to pass over at the top of each file."),
                Setting.text("comment", "The character that begins a line to be passed over."),
                Setting.choice("decimal_separator", List.of(".", ","), "What stands before a number's fraction."),
                Setting.text("timestamp_format", "How timestamps are written, such as `%d.%m.%Y %H:%M`."),
                Setting.text("date_format", "How dates are written, such as `%d.%m.%Y`."),
                Setting.text("encoding", "The files' character encoding, such as `utf-8`, `latin-1` or `utf-16`."),
                Setting.list("names", new Shape.Text(), "The columns' names, for files without a header."));
    }

    private static List<Setting> jsonSettings() {
        return List.of(
                Setting.choice(
                                "layout",
                                List.of("auto", "lines", "array"),
                                "`lines`: a document on each line. `array`: the elements of an array, or documents one"
                                        + " after another that may take several lines each. `auto` looks at each file's"
                                        + " beginning.")
                        .defaultingTo("auto"),
                Setting.text("path", "The keys that lead to the array, joined by points, such as `data.items`."));
    }
}
