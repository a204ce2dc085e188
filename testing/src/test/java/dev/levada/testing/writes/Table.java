package dev.levada.testing.writes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.Write;
import dev.levada.testing.writes.Incoming.Whole;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A table that a test writes batches to, the first on the tenth day and each a day later than the one before. */
final class Table {
    private final Mode mode;
    private List<Row> stored = List.of();
    private Written last = new Written(List.of(), 0, 0, 0, 0);
    private int day = 9;

    Table(Write write) {
        mode = Mode.of(write, row -> "D".equals(row.get("op")));
    }

    /** Writes a batch that says nothing about what is not in it. */
    Table batch(String... rows) {
        return write(RowText.rows(rows), Optional.empty());
    }

    /** Writes all that the source has. */
    Table whole(String... rows) {
        return whole(new Whole(rows.length, row -> true, Set.of(), true), rows);
    }

    /** Writes what is left of all that the source has. */
    Table whole(Whole whole, String... rows) {
        return write(RowText.rows(rows), Optional.of(whole));
    }

    /** The next batch comes on the same day. */
    Table sameDay() {
        day--;
        return this;
    }

    private Table write(List<Row> rows, Optional<Whole> whole) {
        day++;
        TreeSet<String> columns = new TreeSet<>();
        Stream.concat(stored.stream(), rows.stream())
                .forEach(row -> columns.addAll(row.values().keySet()));
        last = mode.write(stored, new Incoming(List.copyOf(columns), rows, RowText.day(String.valueOf(day)), whole));
        stored = last.table();
        return this;
    }

    Table has(String... rows) {
        assertThat(stored).containsExactlyInAnyOrderElementsOf(RowText.rows(rows));
        return this;
    }

    Table isEmpty() {
        return has();
    }

    /** Demands the terms of the last batch's account. */
    Table counts(long kept, long duplicates, long unchanged, long deletes) {
        assertThat(last)
                .usingRecursiveComparison()
                .ignoringFields("table")
                .isEqualTo(new Written(List.of(), kept, duplicates, unchanged, deletes));
        return this;
    }
}
