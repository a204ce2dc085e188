package dev.levada.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows under headings, as narrow as they can be. Cells that do not fit the screen are cut, the widest columns first. */
public final class Table {
    /** No column is cut below this. */
    private static final int NARROWEST = 6;

    private static final String GAP = "  ";

    private final List<Heading> headings;
    private final List<List<Cell>> rows = new ArrayList<>();
    private String indent = "";

    public Table(List<Heading> headings) {
        this.headings = List.copyOf(headings);
    }

    /** A column's title, and the side that its cells lean to. */
    public record Heading(String title, Side side) {}

    /** Where text stands in its column. */
    public enum Side {
        LEFT,
        RIGHT
    }

    /** One value. */
    public record Cell(String text, Ink ink) {}

    /** A column of text. */
    public static Heading left(String title) {
        return new Heading(title, Side.LEFT);
    }

    /** A column of numbers. */
    public static Heading right(String title) {
        return new Heading(title, Side.RIGHT);
    }

    /** A value that does not stand out. */
    public static Cell cell(String text) {
        return new Cell(text, Ink.NONE);
    }

    /** A value in that ink. */
    public static Cell cell(Ink ink, String text) {
        return new Cell(text, ink);
    }

    /** Moves the table to the right by as many blanks. */
    public Table indent(int blanks) {
        indent = " ".repeat(blanks);
        return this;
    }

    /** Adds a row: a cell for each heading. */
    public Table add(List<Cell> row) {
        if (row.size() != headings.size()) {
            throw new IllegalArgumentException(row.size() + " cells under " + headings.size() + " headings");
        }
        rows.add(List.copyOf(row));
        return this;
    }

    /** Adds a row of values that do not stand out. */
    public Table add(String... row) {
        return add(Arrays.stream(row).map(Table::cell).toList());
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /** The lines to be printed. */
    public List<String> lines(Terminal terminal) {
        List<Cell> titles =
                headings.stream().map(heading -> cell(Ink.DIM, heading.title())).toList();
        List<List<Cell>> all = new ArrayList<>();
        all.add(tame(titles, terminal));
        rows.forEach(row -> all.add(tame(row, terminal)));
        int[] widths = fit(widths(all), widths(all.subList(1, all.size())), terminal.width());
        return all.stream().map(row -> line(row, widths, terminal.look())).toList();
    }

    private static List<Cell> tame(List<Cell> row, Terminal terminal) {
        return row.stream()
                .map(cell -> new Cell(terminal.tame(cell.text()), cell.ink()))
                .toList();
    }

    private int[] widths(List<List<Cell>> all) {
        int[] widths = new int[headings.size()];
        for (List<Cell> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i).text()));
            }
        }
        return widths;
    }

    /** Cuts titles that are wider than what stands below them, then the widest columns, until the line fits. */
    private int[] fit(int[] widths, int[] below, int screen) {
        long surplus = (long) Arrays.stream(widths).sum()
                + (long) GAP.length() * (widths.length - 1)
                + indent.length()
                - screen;
        int[] narrowest =
                Arrays.stream(below).map(width -> Math.max(width, NARROWEST)).toArray();
        surplus = narrow(widths, narrowest, surplus);
        Arrays.fill(narrowest, NARROWEST);
        var unused = narrow(widths, narrowest, surplus);
        return widths;
    }

    /** Takes cell by cell from the widest column that may still be cut. @return what is still too much */
    private static long narrow(int[] widths, int[] narrowest, long surplus) {
        long left = surplus;
        while (left > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > narrowest[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                break;
            }
            widths[widest]--;
            left--;
        }
        return left;
    }

    private String line(List<Cell> row, int[] widths, Look look) {
        StringBuilder line = new StringBuilder(indent);
        int blanks = 0;
        for (int i = 0; i < widths.length; i++) {
            String text = TextWidth.cut(row.get(i).text(), widths[i]);
            int room = widths[i] - TextWidth.of(text);
            boolean toTheRight = headings.get(i).side() == Side.RIGHT;
            blanks += toTheRight ? room : 0;
            if (!text.isEmpty()) {
                line.append(" ".repeat(blanks)).append(look.dye(row.get(i).ink(), text));
                blanks = 0;
            }
            blanks += (toTheRight ? 0 : room) + GAP.length();
        }
        return line.toString();
    }
}
