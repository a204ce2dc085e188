package dev.levada.api.cursor;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What an asset's {@code extract} says of reading on.
 *
 * @param connection the connection's name, for messages
 * @param column the column whose values grow
 * @param initial where the first run begins; empty to read from the least value
 * @param lag how far behind the last value rows may still arrive
 * @param start whether rows may still arrive that have the last value itself
 */
public record Cursor(String connection, String column, Optional<String> initial, Optional<Lag> lag, Start start) {

    /** How the next run begins. */
    public enum Start {
        /** At the last value, or {@code lag} before it; rows that were read are recognised. */
        INCLUSIVE,
        /** Right after the last value. */
        EXCLUSIVE
    }

    /** The settings of {@code extract}, the same for all connectors. */
    public static final List<Setting> SETTINGS = List.of(
            Setting.text(
                    "cursor",
                    "A column whose values grow, such as `updated_at` or `id`. Each run reads on from the greatest"
                            + " value that the run before it read. By default everything is read each time."),
            Setting.text(
                    "lag",
                    "How far behind the last value each run reads again, for rows that arrive late: a length of time"
                            + " such as `1 hour`, or a number. Rows that were read before are recognised."),
            Setting.text("initial", "The value of `cursor` that the first run begins at. By default the least."),
            Setting.choice(
                            "start",
                            List.of("inclusive", "exclusive"),
                            "Whether a run begins at the last value, as rows that share it may arrive between runs, or"
                                    + " right after it, as is enough for values that no two rows share.")
                    .defaultingTo("inclusive"));

    /**
     * The cursor that the settings name; empty if they name none.
     *
     * @param connection the connection's name, for messages
     */
    public static Optional<Cursor> of(String connection, Settings settings) {
        Optional<String> column = settings.optionalText("cursor");
        Start start = settings.optionalText("start").orElse("inclusive").equals("exclusive")
                ? Start.EXCLUSIVE
                : Start.INCLUSIVE;
        if (column.isEmpty()) {
            for (String key : List.of("lag", "initial")) {
                if (settings.has(key)) {
                    throw wrong(connection, "`" + key + "` goes with `cursor`, the column that it is about.");
                }
            }
            if (start == Start.EXCLUSIVE) {
                throw wrong(connection, "`start` goes with `cursor`, the column that it is about.");
            }
            return Optional.empty();
        }
        Optional<Lag> lag = settings.optionalText("lag").map(text -> lag(connection, text));
        if (lag.isPresent() && start == Start.EXCLUSIVE) {
            throw wrong(connection, "`lag` reads again what `start: exclusive` passes over. Leave one of them out.");
        }
        return Optional.of(new Cursor(connection, column.get(), settings.optionalText("initial"), lag, start));
    }

    private static Lag lag(String connection, String text) {
        return Lag.parse(text)
                .orElseThrow(() -> wrong(
                        connection,
                        "`lag` is '" + text + "'; it should be a length of time, such as `1 hour`, or a number above"
                                + " zero."));
    }

    /** The cursor with its column as the source spells it. */
    public Cursor of(String spelling) {
        return new Cursor(connection, spelling, initial, lag, start);
    }

    /** The failure of a cursor that the project sets up wrongly. */
    public LevadaException wrong(String what) {
        return wrong(connection, what);
    }

    private static LevadaException wrong(String connection, String what) {
        return new LevadaException("source.cursor", Blame.PROJECT, "Connection '" + connection + "': " + what);
    }
}
