package dev.levada.api.cursor;

import dev.levada.api.Checkpoint;
import dev.levada.api.Read;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one run reads by a cursor: rows without a value, and those from one value to another.
 *
 * @param from the least value, if there is one
 * @param start whether rows that have the least value are read
 * @param to the greatest value, included; empty if no row has one
 * @param last the greatest value of the run before
 * @param zone from which value on rows are {@link Sieve#REMEMBERED}
 * @param sifting which of them pass
 * @param next how far the source will have been read
 * @param nothingNew whether there is nothing to be read
 * @param nulls how many rows have no value
 */
public record CursorWindow(
        Cursor cursor,
        Optional<CursorValue> from,
        Cursor.Start start,
        Optional<CursorValue> to,
        Optional<CursorValue> last,
        Optional<CursorValue> zone,
        Sifting sifting,
        CursorCheckpoint next,
        boolean nothingNew,
        long nulls) {

    /**
     * Which rows pass that are not new by their value.
     *
     * @param take the rows that will be remembered and were not read yet
     * @param skip the rows that were read before
     * @param demand whether all those that will be remembered must be there
     * @param remembers whether rows without a value will be remembered
     */
    public record Sifting(RememberedRows take, RememberedRows skip, boolean demand, boolean remembers) {

        /** Lines that {@link #parse} reads again. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add(demand + " " + remembers);
            lines.add(String.valueOf(take.counts().size()));
            lines.addAll(take.lines());
            lines.addAll(skip.lines());
            return lines;
        }

        public static Sifting parse(List<String> lines) {
            String[] flags = lines.get(0).split(" ", 2);
            int skip = 3 + Integer.parseInt(lines.get(1));
            return new Sifting(
                    RememberedRows.parse(lines.subList(2, skip)),
                    RememberedRows.parse(lines.subList(skip, lines.size())),
                    Boolean.parseBoolean(flags[0]),
                    Boolean.parseBoolean(flags[1]));
        }
    }

    /** Decides what is read next. @throws dev.levada.api.LevadaException if the checkpoint or the lag do not fit */
    public static <E extends Exception> CursorWindow next(Cursor cursor, Read read, CursorTable<E> table) throws E {
        return new CursorPlanning<>(cursor, read.meeting(), table)
                .after(read.since().flatMap(since -> CursorPlanning.known(cursor, read.meeting(), since)));
    }

    /** How far the source will have been read. */
    public Checkpoint checkpoint() {
        return next.checkpoint();
    }

    /** From where to where, for people. */
    public String words() {
        String begin = from.map(value -> (start == Cursor.Start.EXCLUSIVE ? " after " : " from ") + value)
                .orElse(" from the beginning");
        return cursor.column() + begin + to.map(value -> " up to " + value).orElse("");
    }

    /** What the user should know. */
    public List<String> notices() {
        return nulls == 0
                ? List.of()
                : List.of("rows without a value of the cursor '" + cursor.column() + "': " + nulls
                        + ". They are looked at in every run, and loaded if they are new.");
    }
}
