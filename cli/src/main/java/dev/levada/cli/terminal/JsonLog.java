package dev.levada.cli.terminal;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Structured logs: one JSON object a line on the error stream, each with {@code ts}, {@code level}, {@code run_id} (null
 * before there is a run) and {@code event}. Thread-safe.
 */
public final class JsonLog {
    private final Terminal terminal;
    private final Clock clock;
    private final Json json;
    private volatile @Nullable String runId;

    public JsonLog(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.json = new Json(terminal::hide);
    }

    /** How grave a line is. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR
    }

    /** From now on lines belong to that run. */
    public void runIs(String id) {
        this.runId = id;
    }

    /** Writes a line. */
    public void write(Level level, String event, Map<String, ?> fields) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("ts", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("level", level.name());
        line.put("run_id", runId);
        line.put("event", event);
        line.putAll(fields);
        terminal.complain(json.line(line));
    }
}
