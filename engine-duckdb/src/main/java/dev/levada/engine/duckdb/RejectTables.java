package dev.levada.engine.duckdb;

import java.util.HashMap;
import java.util.Map;

/** The tables in which DuckDB keeps what a CSV scan could not read. They stand on the scan's connection until they are dropped. */
final class RejectTables {
    private static final String ERRORS = "levada_errors";
    private static final String SCANS = "levada_scans";
    private static final String STORE =
            ", store_rejects = true, rejects_table = '" + ERRORS + "', rejects_scan = '" + SCANS + "'";

    /** The options of a scan that keeps the text of every line that it cannot read. */
    static final String WITH_TEXT = STORE + ", rejects_line_size_limit = " + Salvage.LONGEST_LINE;

    /** A row for each fault, with the {@code file_path} of its file. */
    static final String FAULTS = ERRORS + " JOIN " + SCANS + " USING (scan_id, file_id)";

    private final Statements statements;

    RejectTables(Statements statements) {
        this.statements = statements;
    }

    /** The options of a scan that keeps so many faults, and forgets further ones. */
    static String atMost(int faults) {
        return STORE + ", rejects_limit = " + faults;
    }

    long faults() {
        return statements.number("SELECT count(*) FROM " + ERRORS);
    }

    /** How many lines have a fault. */
    long lines() {
        return statements.number("SELECT count(DISTINCT (file_id, line)) FROM " + ERRORS);
    }

    /** Where the first bytes of these lines are, in order, by the path of their file. */
    Map<String, long[]> places() {
        return statements.read(
                "SELECT file_path, list(place ORDER BY place) FROM (SELECT DISTINCT file_path, line_byte_position - 1 AS"
                        + " place FROM " + FAULTS + ") GROUP BY file_path",
                result -> {
                    Map<String, long[]> places = new HashMap<>();
                    while (result.next()) {
                        Object[] ofFile = (Object[]) result.getArray(2).getArray();
                        long[] numbers = new long[ofFile.length];
                        for (int i = 0; i < ofFile.length; i++) {
                            numbers[i] = ((Number) ofFile[i]).longValue();
                        }
                        places.put(result.getString(1), numbers);
                    }
                    return places;
                });
    }

    void drop() {
        statements.execute("DROP TABLE IF EXISTS " + ERRORS);
        statements.execute("DROP TABLE IF EXISTS " + SCANS);
    }
}
