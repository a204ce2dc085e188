package dev.levada.cli;

import dev.levada.cli.progress.JsonObserver;
import dev.levada.cli.progress.LiveObserver;
import dev.levada.cli.progress.PlainObserver;
import dev.levada.cli.terminal.JsonLog;
import dev.levada.cli.terminal.LibraryLog;
import dev.levada.cli.terminal.Look;
import dev.levada.cli.terminal.Terminal;
import java.time.Clock;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;

/** How this invocation speaks: made from the shell and the global options once those are parsed. */
final class Console {
    private final Shell shell;
    private final Globals globals;
    private final Clock clock;
    private @Nullable Terminal terminal;
    private @Nullable JsonLog log;

    Console(Shell shell, Globals globals, Clock clock) {
        this.shell = shell;
        this.globals = globals;
        this.clock = clock;
    }

    Globals globals() {
        return globals;
    }

    Clock clock() {
        return clock;
    }

    Terminal terminal() {
        if (terminal == null) {
            Look out = Look.of(globals.color, shell.outDevice(), shell.env());
            Look err = Look.of(globals.color, shell.errDevice(), shell.env());
            terminal = new Terminal(shell.out(), shell.err(), out, err, Shell::columns);
        }
        return terminal;
    }

    /** For {@code --log-format json}. */
    JsonLog log() {
        if (log == null) {
            log = new JsonLog(terminal(), clock);
        }
        return log;
    }

    boolean speaksJson() {
        return globals.logFormat == Globals.LogFormat.JSON;
    }

    /** Who tells a run: in JSON, on the screen as it happens, or in plain lines. */
    Spectator spectator() {
        if (speaksJson()) {
            return new Spectator(new JsonObserver(log(), clock), () -> {});
        }
        if (terminal().look().motion() == Look.Motion.STILL) {
            return new Spectator(new PlainObserver(terminal(), clock), () -> {});
        }
        LiveObserver live = new LiveObserver(terminal(), clock);
        return new Spectator(live, live::close);
    }

    /** Decides what becomes of what libraries log. To be called before the first of them wakes up. */
    void tameLibraries() {
        Level verbose = globals.verbose ? Level.FINE : Level.WARNING;
        if (speaksJson()) {
            LibraryLog.speak(log(), verbose);
        } else if (globals.verbose) {
            LibraryLog.speak(terminal(), verbose);
        } else {
            LibraryLog.silence();
        }
    }
}
