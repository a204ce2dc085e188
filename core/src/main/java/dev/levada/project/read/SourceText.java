package dev.levada.project.read;

import dev.levada.problem.Position;
import java.nio.file.Path;
import java.util.Arrays;

/** A file's text, which knows the line and column of each of its characters. */
final class SourceText {
    private final Path file;
    private final String text;
    private final int[] lineStarts;
    private final int codePoints;

    /** @param file relative to the project's folder */
    SourceText(Path file, String text) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.lineStarts = lineStarts(this.text);
        this.codePoints = this.text.codePointCount(0, this.text.length());
    }

    Path file() {
        return file;
    }

    String text() {
        return text;
    }

    Position start() {
        return new Position(file, 1, 1);
    }

    /** The place of the character at an offset, in characters from 0. */
    Position at(int offset) {
        int within = Math.max(0, Math.min(offset, text.length()));
        int found = Arrays.binarySearch(lineStarts, within);
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, line + 1, text.codePointCount(lineStarts[line], within) + 1);
    }

    /** The same text with all but the part from one offset to another blanked out, so that places stay the same. */
    SourceText only(int from, int to) {
        StringBuilder masked = new StringBuilder(text.substring(0, to));
        for (int i = 0; i < from; i++) {
            if (masked.charAt(i) != '\n' && masked.charAt(i) != '\r') {
                masked.setCharAt(i, ' ');
            }
        }
        return new SourceText(file, masked.toString());
    }

    /** The offset in characters of a place that is counted in code points, as the YAML library does. */
    int offsetOfCodePoint(int index) {
        int within = Math.min(index, codePoints);
        return codePoints == text.length() ? within : text.offsetByCodePoints(0, within);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean ends = text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1));
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
