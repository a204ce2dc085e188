package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A query: as a word, from a file or from the standard input. */
final class SqlOptions {
    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Parameters(
            paramLabel = "SQL",
            arity = "0..1",
            description = {
                "A query in DuckDB's dialect; tables are named schema.table.",
                "-: read it from the standard input."
            })
    private @Nullable String sql;

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "Read the query from this file.")
    private @Nullable Path file;

    /** The query's text. */
    String text(Shell shell) throws IOException {
        if ((sql == null) == (file == null)) {
            throw wrong(sql == null ? "A query is missing: give SQL" : "There are two queries: give either SQL");
        }
        String text = file == null
                ? word(Objects.requireNonNull(sql), shell)
                : content(shell.folder().resolve(file));
        if (text.isBlank()) {
            throw wrong("The query is empty: give SQL");
        }
        return text;
    }

    private static String word(String sql, Shell shell) throws IOException {
        return sql.equals("-") ? new String(shell.in().readAllBytes(), StandardCharsets.UTF_8) : sql;
    }

    private static String content(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw unreadable("There is no file " + file + ".");
        }
        if (Files.isDirectory(file)) {
            throw unreadable(file + " is a folder. Name a file with a query.");
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException garbled) {
            throw unreadable("The file " + file + " is not in UTF-8.");
        }
    }

    private static LevadaException unreadable(String message) {
        return new LevadaException("query.file", Blame.PROJECT, message);
    }

    private ParameterException wrong(String what) {
        return new ParameterException(
                Objects.requireNonNull(command).commandLine(),
                what + ", - to read it from the standard input, or --file FILE.");
    }
}
