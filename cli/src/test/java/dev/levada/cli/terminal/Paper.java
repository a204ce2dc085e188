package dev.levada.cli.terminal;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A terminal that keeps what is printed. */
public final class Paper {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Terminal terminal;

    private Paper(Look look, int width) {
        terminal = new Terminal(stream(out), stream(err), look, look, () -> width);
    }

    /** Without colours and motion, as in a file. */
    public static Paper plain() {
        return new Paper(Look.PLAIN, 80);
    }

    /** A screen of that width, without colours. */
    public static Paper screen(int width) {
        return new Paper(new Look(Look.Color.NONE, Look.Motion.LIVE), width);
    }

    /** With colours. */
    public static Paper coloured() {
        return new Paper(new Look(Look.Color.ANSI, Look.Motion.STILL), 80);
    }

    public Terminal terminal() {
        return terminal;
    }

    public String out() {
        terminal.flush();
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        terminal.flush();
        return err.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, false, StandardCharsets.UTF_8);
    }
}
