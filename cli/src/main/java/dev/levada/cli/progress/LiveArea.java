package dev.levada.cli.progress;

import dev.levada.cli.terminal.Terminal;
import java.util.List;

/** The lines at the bottom of the screen that are drawn over. Used by one thread at a time. */
final class LiveArea {
    private static final String CLEAR_BELOW = "\u001b[J";
    private static final String CLEAR_LINE = "\u001b[K";

    private final Terminal terminal;
    private int height;

    LiveArea(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Draws these lines in the place of those before. None of them is wider than the screen. */
    void draw(List<String> lines) {
        StringBuilder text = new StringBuilder(toTop());
        lines.forEach(line -> text.append(line).append(CLEAR_LINE).append('\n'));
        terminal.write(text.append(CLEAR_BELOW).toString());
        terminal.flush();
        height = lines.size();
    }

    /** Removes them, so that what is printed next stands in their place. */
    void erase() {
        if (height > 0) {
            terminal.write(toTop() + CLEAR_BELOW);
            terminal.flush();
            height = 0;
        }
    }

    private String toTop() {
        return height == 0 ? "" : "\u001b[" + height + "A\r";
    }
}
