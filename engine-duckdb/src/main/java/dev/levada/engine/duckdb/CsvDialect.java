package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a CSV file is written: what the project says of it, and for the rest what DuckDB's sniffer finds in its beginning.
 *
 * @param columns the file's columns in their order, with the types that the sniffer would give them
 * @param options {@code read_csv}'s options by name, as SQL
 * @param dateFormat how dates are written, empty for ISO
 * @param timestampFormat how times are written, empty for ISO
 * @param decimalSeparator the sign before a number's fraction
 */
record CsvDialect(
        List<Column> columns,
        Map<String, String> options,
        String dateFormat,
        String timestampFormat,
        String decimalSeparator) {
    /** Enough to see what a column holds; reading it costs a fraction of a second for a large file. */
    private static final int SAMPLE_ROWS = 40_960;

    private static final String NOTHING = "(empty)";
    /** The column of a line's number; see {@link #numbered}. No column has its name in a file with plain lines. */
    static final String LINE = "levada\nline";

    CsvDialect {
        columns = List.copyOf(columns);
        options = Map.copyOf(options);
    }

    /** Looks into a file. @param declared the settings of the connector's {@code csv} group */
    static CsvDialect sniff(Statements statements, String path, Map<String, Object> declared) {
        Map<String, String> said = said(declared);
        String arguments = said.entrySet().stream()
                .map(option -> ", " + option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining());
        return statements.read(
                // The strict mode gives up on a sample with one bad quote in it; the scan itself is strict.
                "FROM sniff_csv(" + Sql.text(path) + ", ignore_errors = true, strict_mode = false, sample_size = "
                        + SAMPLE_ROWS + arguments + ")",
                result -> {
                    result.next();
                    return found(result, declared, said);
                });
    }

    private static CsvDialect found(ResultSet sniffed, Map<String, Object> declared, Map<String, String> said)
            throws SQLException {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("delim", Sql.text(text(sniffed, "Delimiter", ",")));
        // A sample without quotes says nothing about the rest of the file, so the usual sign is expected.
        options.put("quote", Sql.text(text(sniffed, "Quote", "\"")));
        options.put("escape", Sql.text(escape(sniffed, declared)));
        options.put("comment", Sql.text(text(sniffed, "Comment", "")));
        options.put("skip", String.valueOf(sniffed.getLong("SkipRows")));
        options.put("header", String.valueOf(sniffed.getBoolean("HasHeader")));
        options.putAll(said);
        options.remove("names");
        return new CsvDialect(
                columns(sniffed),
                options,
                orEmpty(sniffed.getString("DateFormat")),
                orEmpty(sniffed.getString("TimestampFormat")),
                String.valueOf(declared.getOrDefault("decimal_separator", ".")));
    }

    /** A sign that stands in a word for null is no escape, however it looks elsewhere: DuckDB takes only one of the two. */
    private static String escape(ResultSet sniffed, Map<String, Object> declared) throws SQLException {
        String quote = text(sniffed, "Quote", "\"");
        String found = text(sniffed, "Escape", quote);
        boolean inNull =
                texts(declared.getOrDefault("null", List.of())).stream().anyMatch(word -> word.contains(found));
        return inNull ? quote : found;
    }

    private static List<Column> columns(ResultSet sniffed) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (Object element : (Object[]) sniffed.getArray("Columns").getArray()) {
            Object[] attributes = ((Struct) element).getAttributes();
            columns.add(DuckTypes.column(String.valueOf(attributes[0]), String.valueOf(attributes[1])));
        }
        return columns;
    }

    private static String text(ResultSet sniffed, String column, String otherwise) throws SQLException {
        String value = sniffed.getString(column);
        return value == null || value.equals(NOTHING) ? otherwise : value;
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static Map<String, String> said(Map<String, Object> declared) {
        Map<String, String> said = new LinkedHashMap<>();
        declared.forEach((setting, value) -> {
            switch (setting) {
                case "delimiter" -> said.put("delim", Sql.text(String.valueOf(value)));
                case "quote", "escape", "comment", "encoding", "decimal_separator" ->
                    said.put(setting, Sql.text(String.valueOf(value)));
                case "date_format" -> said.put("dateformat", Sql.text(String.valueOf(value)));
                case "timestamp_format" -> said.put("timestampformat", Sql.text(String.valueOf(value)));
                case "header", "skip" -> said.put(setting, String.valueOf(value));
                case "null" -> said.put("nullstr", Sql.texts(texts(value)));
                case "names" -> said.put("names", Sql.texts(texts(value)));
                default -> throw new IllegalArgumentException("unknown CSV setting '" + setting + "'");
            }
        });
        if (said.containsKey("names")) {
            said.putIfAbsent("header", "false");
        }
        return said;
    }

    private static List<String> texts(Object value) {
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of(value.toString());
    }

    /** The same dialect for a piece of the file without its header. */
    CsvDialect headless() {
        Map<String, String> headless = new LinkedHashMap<>(options);
        headless.put("header", "false");
        headless.put("skip", "0");
        return new CsvDialect(columns, headless, dateFormat, timestampFormat, decimalSeparator);
    }

    /** Whether fields may be quoted in the usual way, and nothing else sets off a sign from the others. */
    boolean isQuotedAsUsual() {
        String usual = Sql.text("\"");
        return usual.equals(options.get("quote"))
                && usual.equals(options.get("escape"))
                && !options.containsKey("encoding");
    }

    /** The same dialect for files without a quote. */
    CsvDialect unquoted() {
        Map<String, String> unquoted = new LinkedHashMap<>(options);
        unquoted.put("quote", Sql.text(""));
        unquoted.put("escape", Sql.text(""));
        return new CsvDialect(columns, unquoted, dateFormat, timestampFormat, decimalSeparator);
    }

    /**
     * What stands between fields, if the lines of the file are plainly the lines of its text, and fields what stands between
     * such characters: where nothing is quoted and nothing is a comment.
     */
    Optional<Character> plainDelimiter() {
        String delimiter = options.getOrDefault("delim", "");
        boolean isPlain = delimiter.length() == 3
                && delimiter.charAt(1) < 128
                && Sql.text("").equals(options.get("quote"))
                && Sql.text("").equals(options.get("comment"))
                && !options.containsKey("encoding")
                && columns.size() > 1;
        return isPlain ? Optional.of(delimiter.charAt(1)) : Optional.empty();
    }

    /** The same dialect for lines with their numbers in front, as {@link #LINE}. */
    CsvDialect numbered() {
        List<Column> numbered = new ArrayList<>();
        numbered.add(new Column(LINE, Type.Primitive.BIGINT));
        numbered.addAll(columns);
        return new CsvDialect(numbered, options, dateFormat, timestampFormat, decimalSeparator);
    }

    boolean isNumbered() {
        return columns.get(0).name().equals(LINE);
    }

    /** How many lines stand before the first row. */
    int linesBeforeRows() {
        return Integer.parseInt(options.getOrDefault("skip", "0"))
                + (Boolean.parseBoolean(options.getOrDefault("header", "false")) ? 1 : 0);
    }

    /**
     * A scan of files of this dialect.
     *
     * @param types the types to read the columns as, in the files' order
     * @param more further options
     */
    String read(List<String> paths, List<String> types, String more) {
        List<String> spelled = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            spelled.add(Sql.text(columns.get(i).name()) + ": " + Sql.text(types.get(i)));
        }
        Map<String, String> all = new LinkedHashMap<>(options);
        if (!dateFormat.isEmpty()) {
            all.put("dateformat", Sql.text(dateFormat));
        }
        if (!timestampFormat.isEmpty()) {
            all.put("timestampformat", Sql.text(timestampFormat));
        }
        return "read_csv(" + Sql.texts(paths) + ", auto_detect = false, columns = {" + String.join(", ", spelled) + "}"
                + all.entrySet().stream()
                        .map(option -> ", " + option.getKey() + " = " + option.getValue())
                        .collect(Collectors.joining())
                + more + ")";
    }

    /** A raw text of the file cast as the scan itself would. */
    String cast(String raw, Type type) {
        if (type == Type.Primitive.VARCHAR) {
            return raw;
        }
        if (type == Type.Primitive.DATE && !dateFormat.isEmpty()) {
            return "CAST(try_strptime(" + raw + ", " + Sql.text(dateFormat) + ") AS DATE)";
        }
        if (type == Type.Primitive.TIMESTAMP && !timestampFormat.isEmpty()) {
            return "CAST(try_strptime(" + raw + ", " + Sql.text(timestampFormat) + ") AS TIMESTAMP)";
        }
        boolean fraction =
                type instanceof Type.Decimal || type == Type.Primitive.DOUBLE || type == Type.Primitive.FLOAT;
        String number = fraction && !decimalSeparator.equals(".")
                ? "replace(" + raw + ", " + Sql.text(decimalSeparator) + ", '.')"
                : raw;
        return "TRY_CAST(" + number + " AS " + type.sql() + ")";
    }
}
