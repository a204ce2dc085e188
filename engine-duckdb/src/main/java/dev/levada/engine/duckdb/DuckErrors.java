package dev.levada.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.SqlException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Turns DuckDB's errors, which arrive as JSON, into Levada's. */
final class DuckErrors {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_THE_QUERY =
            Set.of("parser", "binder", "catalog", "syntax", "not implemented", "parameter not resolved", "expression");
    private static final Set<String> OF_THE_DATA =
            Set.of("conversion", "invalid input", "out of range", "invalid type", "mismatch type", "constraint");

    private DuckErrors() {}

    /** An error of a statement that Levada made itself, or whose text is not the user's. */
    static LevadaException translate(SQLException error) {
        return translate(error, "");
    }

    /** An error of a statement that holds the user's text from its beginning. */
    static LevadaException translate(SQLException error, String sql) {
        String message = String.valueOf(error.getMessage());
        JsonNode details = details(message);
        String type = details.path("exception_type").asText("").toLowerCase(Locale.ROOT);
        String text =
                innermost(details.path("exception_message").asText(message)).strip();
        if (type.equals("interrupt") || message.contains("INTERRUPT")) {
            return new LevadaException("interrupted", Blame.INTERRUPTED, "Stopped.", error);
        }
        if (OF_THE_QUERY.contains(type)) {
            return new SqlException(offset(details, sql), text);
        }
        if (OF_THE_DATA.contains(type)) {
            return new LevadaException("data.invalid", Blame.DATA, text, error);
        }
        if (type.equals("out of memory")) {
            return memory(text, error);
        }
        if (type.equals("io") || type.equals("permission")) {
            return new LevadaException("engine.io", Blame.RESOURCES, text + advice(text), error);
        }
        return new LevadaException("engine.failed", Blame.LEVADA, text, error);
    }

    /** What an asynchronous write says holds the error itself once more. */
    private static String innermost(String text) {
        String inner = details(text).path("exception_message").asText("");
        return inner.isEmpty() ? text : innermost(inner);
    }

    /** DuckDB's own advice names settings that a user of Levada has not. */
    private static LevadaException memory(String text, SQLException error) {
        String fact = text.lines().findFirst().orElse("").strip().replaceFirst("[.]?$", ".");
        String more = " Give the engine more memory with limits.memory in levada.yml, or fewer threads with"
                + " limits.threads";
        if (text.contains("max_temp_directory_size")) {
            return new LevadaException(
                    "engine.spill",
                    Blame.RESOURCES,
                    "What does not fit into memory did not fit on the disk of .levada/spill either: " + fact
                            + " Make room there." + more + " to spill less.",
                    error);
        }
        return new LevadaException("engine.memory", Blame.RESOURCES, "Memory ran out: " + fact + more + ".", error);
    }

    private static String advice(String text) {
        if (text.contains("No space left on device")) {
            return ". Make room on that disk, and run again.";
        }
        return text.contains("Read-only file system") ? ". Levada must be able to write there." : "";
    }

    /** DuckDB counts bytes of UTF-8, people count characters. */
    static int characters(String sql, long bytes) {
        byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
        int length = (int) Math.max(0, Math.min(bytes, utf8.length));
        return new String(utf8, 0, length, StandardCharsets.UTF_8).length();
    }

    private static int offset(JsonNode details, String sql) {
        String position = details.path("position").asText("");
        return position.isEmpty() ? -1 : characters(sql, Long.parseLong(position));
    }

    private static JsonNode details(String message) {
        int brace = message.indexOf('{');
        if (brace < 0) {
            return JSON.createObjectNode();
        }
        try {
            return JSON.readTree(message.substring(brace));
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }
}
