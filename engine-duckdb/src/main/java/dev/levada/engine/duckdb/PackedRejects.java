package dev.levada.engine.duckdb;

/**
 * Rejected rows in one text, which is how they travel from a query's threads to a table: a text for each row is what costs
 * on the way. For one thread at a time.
 */
final class PackedRejects {
    private static final char BETWEEN_ROWS = '\u001d';
    private static final char BETWEEN_FIELDS = '\u001e';
    private static final int FULL = 1 << 20;

    private final StringBuilder text = new StringBuilder();

    /**
     * A row as one text, as an expression.
     *
     * @param record a JSON text, in which control characters are escaped; elsewhere their symbols take the place of two
     */
    static String row(String reasons, String source, String position, String record) {
        return String.join(
                " || chr(" + (int) BETWEEN_FIELDS + ") || ",
                plain(reasons),
                "coalesce(" + plain(source) + ", '')",
                "coalesce(CAST(" + position + " AS VARCHAR), '')",
                record);
    }

    private static String plain(String field) {
        return "translate(" + field + ", chr(" + (int) BETWEEN_ROWS + ") || chr(" + (int) BETWEEN_FIELDS + "), '␝␞')";
    }

    void add(String row) {
        if (!isEmpty()) {
            text.append(BETWEEN_ROWS);
        }
        text.append(row);
    }

    boolean isEmpty() {
        return text.isEmpty();
    }

    boolean isFull() {
        return text.length() >= FULL;
    }

    /** The text so far, to be forgotten here. */
    String take() {
        String taken = text.toString();
        text.setLength(0);
        return taken;
    }

    /** The rows again, as a query of the columns of {@link QuarantinedRows}. */
    static String unpacked(String table, String column) {
        return "SELECT field[1], nullif(field[2], ''), CAST(nullif(field[3], '') AS BIGINT), field[4] FROM (SELECT"
                + " string_split(unnest(string_split(" + column + ", chr(" + (int) BETWEEN_ROWS + "))), chr("
                + (int) BETWEEN_FIELDS + ")) AS field FROM " + table + ")";
    }
}
