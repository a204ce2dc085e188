package dev.levada.api.cursor;

import dev.levada.api.Blame;
import dev.levada.api.Checkpoint;
import dev.levada.api.LevadaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a table was read by a cursor. Its text is a heading and a line for each part; a part that is empty has an empty
 * line.
 *
 * @param column the cursor's column, as the source spells it
 * @param last the greatest value that was read; empty if there was none
 * @param from from which value on, up to the last, rows are remembered; empty if none are by their value
 * @param rows the rows between both, and those without a value; empty if they were too many
 */
public record CursorCheckpoint(
        String column, Optional<CursorValue> last, Optional<CursorValue> from, Optional<RememberedRows> rows) {
    private static final String HEADING = "levada cursor 1";
    private static final int PARTS = 4;

    Checkpoint checkpoint() {
        List<String> lines = new ArrayList<>(List.of(
                HEADING,
                CursorValue.encoded(column),
                last.map(CursorValue::line).orElse(""),
                from.map(CursorValue::line).orElse("")));
        rows.ifPresent(remembered -> lines.addAll(remembered.lines()));
        return new Checkpoint(String.join("\n", lines));
    }

    /** What a checkpoint says, if one of this kind. */
    public static Optional<CursorCheckpoint> of(Checkpoint checkpoint) {
        List<String> lines = List.of(checkpoint.text().split("\n", -1));
        if (!lines.get(0).equals(HEADING)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new CursorCheckpoint(
                    CursorValue.decoded(lines.get(1)),
                    value(lines.get(2)),
                    value(lines.get(3)),
                    lines.size() > PARTS
                            ? Optional.of(RememberedRows.parse(lines.subList(PARTS, lines.size())))
                            : Optional.empty()));
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new LevadaException(
                    "checkpoint.unreadable",
                    Blame.LEVADA,
                    "The record of how far the source was read cannot be read. Run with --full to read it anew.",
                    e);
        }
    }

    private static Optional<CursorValue> value(String line) {
        return line.isEmpty() ? Optional.empty() : Optional.of(CursorValue.parse(line));
    }

    /** For people: how far the table was read. */
    public String words() {
        String reached = last.map(value -> "up to " + column + " " + value).orElse("no " + column + " yet");
        long known = rows.map(RememberedRows::size).orElse(0L);
        return known == 0 ? reached : reached + "; rows remembered by their content: " + known;
    }
}
