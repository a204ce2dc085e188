package dev.levada.testing.store;

import dev.levada.contract.PartitionField;
import dev.levada.project.Interval;
import dev.levada.store.Staging;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A file, and what it was written for. */
record StoredFile(WrittenFile written, Staging staging) {

    static List<StoredFile> of(List<WrittenFile> files, Staging staging) {
        return files.stream().map(file -> new StoredFile(file, staging)).toList();
    }

    String path() {
        return written.path();
    }

    /** The values that it is laid out by; what other fields lay out is never the same. */
    Set<Map.Entry<PartitionField, Optional<String>>> partition() {
        Set<Map.Entry<PartitionField, Optional<String>>> values = new HashSet<>();
        staging.partition().forEach(field -> values.add(Map.entry(field, value(field))));
        return values;
    }

    private Optional<String> value(PartitionField field) {
        return written.partition().getOrDefault(field.name(), Optional.empty());
    }

    /** The range of its rows' times; none if all are null, absent if nothing tells. */
    Optional<List<Interval>> times(String column) {
        List<Optional<List<Interval>>> told = new ArrayList<>();
        for (PartitionField field : staging.partition()) {
            field.transform()
                    .unit()
                    .filter(unit -> field.column().equals(column))
                    .ifPresent(unit -> told.add(Optional.of(value(field)
                            .map(from -> List.of(interval(moment(from), moment(from), unit)))
                            .orElse(List.of()))));
        }
        return told.isEmpty() ? statistics(column).flatMap(StoredFile::bounds) : told.get(0);
    }

    private Optional<Statistics> statistics(String column) {
        return staging.columns().stream()
                .filter(each -> each.name().equals(column))
                .map(StoredColumn::id)
                .findFirst()
                .map(written.statistics()::get);
    }

    private static Optional<List<Interval>> bounds(Statistics statistics) {
        if (statistics.values() == statistics.nulls()) {
            return Optional.of(List.of());
        }
        return statistics
                .min()
                .flatMap(min -> statistics
                        .max()
                        .map(max -> List.of(interval(
                                moment(min), moment(max), isDate(max) ? ChronoUnit.DAYS : ChronoUnit.MICROS))));
    }

    private static Interval interval(LocalDateTime least, LocalDateTime greatest, ChronoUnit unit) {
        return new Interval(least, greatest.plus(1, unit));
    }

    private static boolean isDate(String text) {
        return !text.contains(" ");
    }

    private static LocalDateTime moment(String text) {
        return isDate(text)
                ? LocalDate.parse(text).atStartOfDay()
                : LocalDateTime.parse(text.replace(' ', 'T').replaceFirst("\\+00$", ""));
    }
}
