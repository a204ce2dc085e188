package dev.levada.cli.terminal;

import dev.levada.project.Secrets;
import java.io.PrintStream;
import java.util.function.IntSupplier;

/**
 * The only way to the outside: everything that is printed goes through it, and leaves it without secrets. Thread-safe;
 * lines of different threads do not mix.
 */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final Look outLook;
    private final Look errLook;
    private final IntSupplier columns;
    private volatile Secrets secrets = Secrets.NONE;

    /** @param columns asks for the width of the screen that {@code out} leads to; not asked unless it is one */
    public Terminal(PrintStream out, PrintStream err, Look outLook, Look errLook, IntSupplier columns) {
        this.out = out;
        this.err = err;
        this.outLook = outLook;
        this.errLook = errLook;
        this.columns = columns;
    }

    /** From now on these values are not shown. */
    public void keepSecret(Secrets values) {
        this.secrets = values;
    }

    /** The text without secrets. Text must be hidden before it is cut or escaped, else part of a secret could remain. */
    public String hide(String text) {
        return secrets.hide(text);
    }

    /** The text without secrets, on one line, and without anything that a screen would obey. */
    public String tame(String text) {
        String hidden = hide(text);
        return hidden.chars().noneMatch(Character::isISOControl) ? hidden : Visible.text(hidden);
    }

    public Look look() {
        return outLook;
    }

    public Look errorLook() {
        return errLook;
    }

    /** How wide a line may be; as wide as it likes when nobody watches. */
    public int width() {
        return outLook.motion() == Look.Motion.LIVE ? columns.getAsInt() : Integer.MAX_VALUE;
    }

    /** Prints a line. */
    public synchronized void print(String line) {
        out.print(hide(line) + "\n");
        out.flush();
    }

    /** Prints a line in that ink. */
    public void print(Ink ink, String line) {
        print(outLook.dye(ink, line));
    }

    /** Prints a table. */
    public void print(Table table) {
        table.lines(this).forEach(this::print);
    }

    /** Prints a line about something that went wrong. */
    public synchronized void complain(String line) {
        out.flush();
        err.print(hide(line) + "\n");
        err.flush();
    }

    /** Writes part of a long output; it may stay in memory until {@link #flush}. */
    public synchronized void write(String part) {
        out.print(hide(part));
    }

    /** Sends on what was written. */
    public synchronized void flush() {
        out.flush();
        err.flush();
    }

    /** Whether nobody reads the output any more, as after {@code | head}. */
    public synchronized boolean isClosed() {
        return out.checkError();
    }
}
