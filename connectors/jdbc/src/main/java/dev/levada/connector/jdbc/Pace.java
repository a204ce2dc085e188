package dev.levada.connector.jdbc;

import dev.levada.api.sql.Retry;

/**
 * How hard a database is worked.
 *
 * @param connections how many sessions there are at once, at most
 * @param rowsOfPart how many rows a part has, at least
 */
public record Pace(int connections, Retry retry, long rowsOfPart) {
    private static final long USUAL_ROWS = 250_000;

    public static Pace of(int connections) {
        return new Pace(connections, Retry.USUAL, USUAL_ROWS);
    }
}
