package dev.levada.problem;

import java.nio.file.Path;

/**
 * A place in a project file.
 *
 * @param file relative to the project's folder
 * @param line counted from 1
 * @param column counted from 1
 */
public record Position(Path file, int line, int column) implements Comparable<Position> {
    @Override
    public int compareTo(Position other) {
        int byFile = file.compareTo(other.file);
        int byLine = Integer.compare(line, other.line);
        return byFile != 0 ? byFile : byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    /** As compilers and editors write it: {@code assets/raw/users.yml:3:5}. */
    @Override
    public String toString() {
        return file.toString().replace('\\', '/') + ":" + line + ":" + column;
    }
}
