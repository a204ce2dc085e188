package dev.levada.project.read;

import dev.levada.problem.Position;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the files of a project. */
final class TextFile {
    private TextFile() {}

    /**
     * The text of a file; empty, after a problem was told, if it cannot be read.
     *
     * @param file relative to the folder
     */
    static Optional<SourceText> read(Path folder, Path file, Problems problems) {
        Position start = new Position(file, 1, 1);
        try {
            return Optional.of(new SourceText(file, Files.readString(folder.resolve(file))));
        } catch (CharacterCodingException e) {
            problems.add(start, "unreadable", "The file is not UTF-8 text.");
        } catch (IOException e) {
            problems.add(start, "unreadable", "The file cannot be read: " + e);
        }
        return Optional.empty();
    }
}
