package dev.levada.store;

import java.util.Map;
import java.util.Optional;

/**
 * A data file that an engine wrote, or rows that it sent by an {@link Inlet}.
 *
 * @param path absolute, or what stands for the rows
 * @param statistics by column id
 * @param partition the values of the staging's partition fields, by their names, as text: dates and times as DuckDB
 *     prints them ({@code 2024-05-31}; a month or year as the date of its first day; an hour as a timestamp), numbers in
 *     decimal; empty for null
 */
public record WrittenFile(
        String path,
        long rows,
        long bytes,
        Map<Integer, Statistics> statistics,
        Map<String, Optional<String>> partition) {
    public WrittenFile {
        statistics = Map.copyOf(statistics);
        partition = Map.copyOf(partition);
    }

    /**
     * What is known about a column's values in a file.
     *
     * @param min the least value as DuckDB prints it; empty if unknown
     * @param max the greatest value, likewise
     */
    public record Statistics(
            long values, long nulls, long bytes, Optional<String> min, Optional<String> max, Optional<Long> nans) {}
}
