package dev.levada.api.cursor;

import dev.levada.api.Checkpoint;
import dev.levada.api.Read;
import dev.levada.api.Read.Meeting;
import dev.levada.api.cursor.Cursor.Start;
import java.util.List;
import java.util.Optional;

/** The making of a {@link CursorWindow}. */
record CursorPlanning<E extends Exception>(Cursor cursor, Read.Meeting meeting, CursorTable<E> table) {
    /** How many rows a checkpoint remembers; it is kept with each commit. */
    static final int MOST = 10_000;

    private static final String FULL = " Run with --full to read everything anew.";

    /** @throws dev.levada.api.LevadaException if it is of another cursor */
    static Optional<CursorCheckpoint> known(Cursor cursor, Meeting meeting, Checkpoint since) {
        Optional<CursorCheckpoint> known = CursorCheckpoint.of(since);
        if (known.isEmpty() && meeting == Meeting.ADD) {
            throw cursor.wrong("the table was loaded without the cursor '" + cursor.column()
                    + "', so which rows are new is not known." + FULL);
        }
        known.filter(checkpoint -> !checkpoint.column().equals(cursor.column())).ifPresent(other -> {
            throw cursor.wrong("the table was read by the cursor '" + other.column() + "' so far, not by '"
                    + cursor.column() + "'." + FULL);
        });
        return known;
    }

    CursorWindow after(Optional<CursorCheckpoint> since) throws E {
        if (meeting == Meeting.REPLACE) {
            throw cursor.wrong("`cursor` reads only what is new, but this mode takes the place of what was read before."
                    + " Write with the mode append or one with a key, or leave `cursor` out.");
        }
        Optional<CursorValue> last = since.flatMap(CursorCheckpoint::last);
        Optional<CursorValue> initial = cursor.initial().isPresent()
                ? Optional.of(table.typed(cursor.initial().get()))
                : Optional.empty();
        Optional<CursorValue> greatest = table.greatest(last.isPresent() ? last : initial);
        demandSameType(last);
        Optional<CursorValue> to = greatest.isPresent() ? greatest : last;
        RememberedRows skip = skipped(since);
        Start start = last.isPresent() ? cursor.start() : Start.INCLUSIVE;
        Optional<CursorValue> from = start == Start.EXCLUSIVE ? last : from(since, last, initial);
        Optional<CursorValue> zone = zone(from, to);
        Optional<RememberedRows> present = table.rows(zone, to, table.columns(), MOST);
        if (present.isEmpty()) {
            demandKey(zone, to);
            zone = Optional.empty();
        }
        boolean same = skip.columns().equals(table.columns());
        RememberedRows take = (same || present.isEmpty() ? present : table.rows(zone, to, skip.columns(), MOST))
                .orElse(RememberedRows.none(skip.columns()))
                .without(skip);
        boolean nothingNew = since.isPresent() && to.equals(last) && present.isPresent() && take.isEmpty();
        return new CursorWindow(
                cursor,
                from,
                start,
                to,
                last,
                zone,
                new CursorWindow.Sifting(take, skip, meeting == Meeting.ADD, present.isPresent()),
                new CursorCheckpoint(cursor.column(), to, zone, present),
                nothingNew,
                table.nulls());
    }

    private void demandSameType(Optional<CursorValue> last) throws E {
        Optional<String> now = table.type();
        if (last.isPresent() && now.isPresent() && !last.get().type().equals(now.get())) {
            throw cursor.wrong("the cursor '" + cursor.column() + "' was of the type "
                    + last.get().type() + " when it was last read, up to " + last.get() + ", and is of the type "
                    + now.get() + " now." + FULL);
        }
    }

    private Optional<CursorValue> from(
            Optional<CursorCheckpoint> since, Optional<CursorValue> last, Optional<CursorValue> initial) {
        if (last.isEmpty()) {
            return initial;
        }
        Optional<CursorValue> remembered = since.flatMap(CursorCheckpoint::from);
        return last.map(value -> notBelow(behind(value), remembered));
    }

    /** From where on rows are remembered: all that the next run may read again. */
    private Optional<CursorValue> zone(Optional<CursorValue> from, Optional<CursorValue> to) {
        return cursor.start() == Start.EXCLUSIVE ? Optional.empty() : to.map(value -> notBelow(behind(value), from));
    }

    private CursorValue notBelow(CursorValue value, Optional<CursorValue> bound) {
        return cursor.lag().isEmpty() ? value : bound.map(value::orGreater).orElse(value);
    }

    private CursorValue behind(CursorValue value) {
        return cursor.lag()
                .map(lag -> lag.before(value)
                        .orElseThrow(
                                () -> cursor.wrong("`lag` cannot be taken from " + value + ", a value of the cursor '"
                                        + cursor.column() + "'. This lag wants " + lag.wants() + ".")))
                .orElse(value);
    }

    private RememberedRows skipped(Optional<CursorCheckpoint> since) {
        if (since.isEmpty()) {
            return RememberedRows.none(table.columns());
        }
        Optional<RememberedRows> rows = since.get().rows();
        List<String> gone = rows.map(RememberedRows::columns).orElse(List.of()).stream()
                .filter(column -> !table.columns().contains(column))
                .toList();
        if (meeting == Meeting.ADD) {
            demandKnown(since.get(), gone);
        }
        return rows.filter(remembered -> gone.isEmpty()).orElse(RememberedRows.none(table.columns()));
    }

    /** Without a key, all that may be read again must be remembered. */
    private void demandKnown(CursorCheckpoint since, List<String> gone) {
        String blind = "";
        if (since.rows().isEmpty()) {
            blind = "too many rows shared the last value of the cursor '" + cursor.column() + "' to be remembered";
        } else if (!gone.isEmpty()) {
            blind = "the rows that were read last are known by columns that are not read any more: "
                    + String.join(", ", gone);
        } else if (cursor.start() == Start.INCLUSIVE
                && since.last().isPresent()
                && since.from().isEmpty()) {
            blind = "the table was read with `start: exclusive` so far, which remembers no rows of the last value";
        }
        if (!blind.isEmpty()) {
            throw cursor.wrong(blind + ". Without a key they cannot be told from new ones." + FULL);
        }
    }

    private void demandKey(Optional<CursorValue> zone, Optional<CursorValue> to) {
        if (meeting != Meeting.RECOGNISE) {
            String between = zone.map(least -> " between " + least + " and " + to.orElse(least) + ", or without any,")
                    .orElse(" without any");
            throw cursor.wrong("more than " + MOST + " rows have values of the cursor '" + cursor.column() + "'"
                    + between + " and would have to be remembered so that no run loads them twice. Give the asset"
                    + " a key, such as `write: {mode: upsert, key: ...}`, use a finer cursor or a shorter `lag`, or, if"
                    + " no two rows share a value, `start: exclusive`.");
        }
    }
}
