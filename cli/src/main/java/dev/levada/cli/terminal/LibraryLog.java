package dev.levada.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** Passes on what libraries log: as JSON lines, as text, or, because the screen belongs to the user, not at all. */
public final class LibraryLog extends Handler {
    private static final Logger ROOT = Logger.getLogger("");

    private final Sink sink;

    private LibraryLog(Sink sink) {
        this.sink = sink;
    }

    private interface Sink {
        void accept(LogRecord line, String message);
    }

    /** Nothing is passed on. */
    public static void silence() {
        removeHandlers();
        ROOT.setLevel(Level.OFF);
    }

    /** Everything of that level or above becomes a line of text on the error stream. */
    public static void speak(Terminal terminal, Level level) {
        install(level, (line, message) -> {
            terminal.complain(word(line.getLevel()).name() + " " + line.getLoggerName() + ": " + message);
            for (Throwable thrown = line.getThrown(); thrown != null; thrown = thrown.getCause()) {
                terminal.complain("  " + thrown);
            }
        });
    }

    /** Everything of that level or above becomes a line of the log. */
    public static void speak(JsonLog log, Level level) {
        install(level, (line, message) -> {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("logger", String.valueOf(line.getLoggerName()));
            fields.put("message", message);
            if (line.getThrown() != null) {
                fields.put("error", line.getThrown().toString());
            }
            log.write(word(line.getLevel()), "library", fields);
        });
    }

    private static void install(Level level, Sink sink) {
        removeHandlers();
        ROOT.addHandler(new LibraryLog(sink));
        ROOT.setLevel(level);
    }

    private static void removeHandlers() {
        for (Handler handler : ROOT.getHandlers()) {
            ROOT.removeHandler(handler);
        }
    }

    private static JsonLog.Level word(Level level) {
        int value = level.intValue();
        if (value >= Level.SEVERE.intValue()) {
            return JsonLog.Level.ERROR;
        }
        if (value >= Level.WARNING.intValue()) {
            return JsonLog.Level.WARN;
        }
        return value >= Level.INFO.intValue() ? JsonLog.Level.INFO : JsonLog.Level.DEBUG;
    }

    @Override
    public void publish(LogRecord line) {
        sink.accept(line, new SimpleFormatter().formatMessage(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
