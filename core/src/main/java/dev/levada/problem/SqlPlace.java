package dev.levada.problem;

/** Finds a place in a query's text again in the file that the text stands in. */
public final class SqlPlace {
    private SqlPlace() {}

    /** For text that runs on to the left margin, as in a file of SQL. */
    public static Position inFile(Position start, String text, int offset) {
        return at(start, text, offset, 1);
    }

    /** For text whose lines are all indented like the first, as in a block of YAML. */
    public static Position inBlock(Position start, String text, int offset) {
        return at(start, text, offset, start.column());
    }

    private static Position at(Position start, String text, int offset, int margin) {
        if (offset < 0) {
            return start;
        }
        String before = text.substring(0, Math.min(offset, text.length()));
        int lineBegin = before.lastIndexOf('\n') + 1;
        int lines = (int) before.chars().filter(c -> c == '\n').count();
        int column = before.codePointCount(lineBegin, before.length()) + (lines == 0 ? start.column() : margin);
        return new Position(start.file(), start.line() + lines, column);
    }
}
