package dev.levada.store.database;

import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.project.Interval;
import dev.levada.store.Printed;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.WrittenFile.Statistics;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The ranges of time that some rows lie in, for each column of time; a column of which that is not known is absent.
 *
 * @param byColumn ascending and apart
 */
public record TimeRanges(Map<String, List<Interval>> byColumn) {
    /** More ranges of one column are told as fewer that hold them. */
    private static final int MOST = 512;

    private static final long SECOND = 1_000_000;

    public TimeRanges {
        Map<String, List<Interval>> merged = new TreeMap<>();
        byColumn.forEach((column, ranges) -> merged.put(column, fewer(Interval.merged(ranges))));
        byColumn = Collections.unmodifiableMap(merged);
    }

    /** Of no rows of a table. */
    public static TimeRanges none(List<StoredColumn> columns) {
        Map<String, List<Interval>> none = new TreeMap<>();
        ofTime(columns).forEach(column -> none.put(column.name(), List.of()));
        return new TimeRanges(none);
    }

    /** The columns that can be a row's time. */
    public static List<StoredColumn> ofTime(List<StoredColumn> columns) {
        return columns.stream()
                .filter(column -> isOfTime(column.column().type()))
                .toList();
    }

    private static boolean isOfTime(Type type) {
        return type == Primitive.DATE || type == Primitive.TIMESTAMP || type == Primitive.TIMESTAMPTZ;
    }

    /** Of the rows that were staged, by their partitions or else by what is known of their files. */
    public static TimeRanges of(Staged staged) {
        Map<String, List<Interval>> all = new TreeMap<>();
        for (StoredColumn column : ofTime(staged.staging().columns())) {
            List<Interval> ranges = new ArrayList<>();
            boolean isKnown = true;
            for (WrittenFile file : staged.files()) {
                isKnown &= of(file, column, staged.staging().partition())
                        .map(ranges::addAll)
                        .isPresent();
            }
            if (isKnown) {
                all.put(column.name(), ranges);
            }
        }
        return new TimeRanges(all);
    }

    private static Optional<List<Interval>> of(WrittenFile file, StoredColumn column, List<PartitionField> partition) {
        if (file.rows() == 0) {
            return Optional.of(List.of());
        }
        try {
            for (PartitionField field : partition) {
                Optional<ChronoUnit> unit = field.transform().unit();
                if (field.column().equals(column.name()) && unit.isPresent()) {
                    return Optional.of(file.partition()
                            .getOrDefault(field.name(), Optional.empty())
                            .map(value -> List.of(from(moment(value), unit.get())))
                            .orElse(List.of()));
                }
            }
            return Optional.ofNullable(file.statistics().get(column.id())).flatMap(known -> bounds(known, column));
        } catch (IllegalArgumentException | ArithmeticException noMoment) {
            return Optional.empty(); // such as infinity
        }
    }

    private static Optional<List<Interval>> bounds(Statistics known, StoredColumn column) {
        if (known.values() == known.nulls()) {
            return Optional.of(List.of());
        }
        return known.min()
                .flatMap(min -> known.max()
                        .map(max -> List.of(between(
                                moment(min), moment(max), column.column().type()))));
    }

    /** The range from a least time to a greatest one. */
    public static Interval between(LocalDateTime least, LocalDateTime greatest, Type type) {
        return new Interval(least, greatest.plus(1, type == Primitive.DATE ? ChronoUnit.DAYS : ChronoUnit.MICROS));
    }

    private static Interval from(LocalDateTime begin, ChronoUnit unit) {
        return new Interval(begin, begin.plus(1, unit));
    }

    private static LocalDateTime moment(String printed) {
        return moment(Printed.micros(printed, RoundingMode.FLOOR));
    }

    /** @param micros from 1970 on */
    public static LocalDateTime moment(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, SECOND), (int) Math.floorMod(micros, SECOND) * 1000, ZoneOffset.UTC);
    }

    /** @param day from 1970 on */
    public static LocalDateTime day(long day) {
        return LocalDate.ofEpochDay(day).atStartOfDay();
    }

    /** Of these rows and others; a column is known if it is in both. */
    public TimeRanges and(TimeRanges others) {
        Map<String, List<Interval>> both = new TreeMap<>();
        byColumn.forEach((column, ranges) -> others.find(column).ifPresent(more -> {
            List<Interval> all = new ArrayList<>(ranges);
            all.addAll(more);
            both.put(column, all);
        }));
        return new TimeRanges(both);
    }

    /** The ranges of a column, capitals aside. */
    public Optional<List<Interval>> find(String column) {
        return Optional.ofNullable(byColumn.get(column))
                .or(() -> byColumn.entrySet().stream()
                        .filter(each -> each.getKey().toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT)))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }

    private static List<Interval> fewer(List<Interval> ranges) {
        if (ranges.size() <= MOST) {
            return ranges;
        }
        int each = (ranges.size() + MOST - 1) / MOST;
        List<Interval> fewer = new ArrayList<>();
        for (int i = 0; i < ranges.size(); i += each) {
            int end = Math.min(ranges.size(), i + each);
            fewer.add(Interval.hull(ranges.subList(i, end)).orElseThrow());
        }
        return fewer;
    }
}
