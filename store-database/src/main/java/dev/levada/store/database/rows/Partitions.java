package dev.levada.store.database.rows;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.PartitionField;
import dev.levada.store.Printed;
import dev.levada.store.Staged;
import dev.levada.store.StoredColumn;
import dev.levada.store.WrittenFile;
import dev.levada.store.database.ColumnMerge;
import dev.levada.store.database.TimeRanges;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions that tell which rows of a table are in the partitions that new rows touch. */
final class Partitions {
    private final Staged staged;
    private final Words words;

    private Partitions(Staged staged, Words words) {
        this.staged = staged;
        this.words = words;
    }

    /** SQL over the rows of the table in those partitions; empty if there are none. */
    static String touched(Staged staged, Words words) {
        Partitions partitions = new Partitions(staged, words);
        Set<String> conditions = new LinkedHashSet<>();
        for (WrittenFile file : staged.files()) {
            conditions.add(partitions.of(file));
        }
        return conditions.isEmpty() ? "" : "(" + String.join(" or ", conditions) + ")";
    }

    private String of(WrittenFile file) {
        List<String> parts = new ArrayList<>();
        for (PartitionField field : staged.staging().partition()) {
            Column column = ColumnMerge.find(staged.staging().columns(), field.column())
                    .map(StoredColumn::column)
                    .orElseThrow(() -> new IllegalArgumentException("no column " + field.column()));
            Optional<String> value = file.partition().getOrDefault(field.name(), Optional.empty());
            parts.add(value.map(text -> of(column, field, text)).orElseGet(() -> Sql.name(column.name()) + " is null"));
        }
        return parts.isEmpty() ? "true" : "(" + String.join(" and ", parts) + ")";
    }

    private String of(Column column, PartitionField field, String value) {
        return switch (field.transform()) {
            case IDENTITY -> has(column, value);
            case YEAR, MONTH, DAY, HOUR ->
                within(column, value, field.transform().unit().orElseThrow());
            case TRUNCATE -> truncated(column, field.width(), value);
            case BUCKET -> throw refused(column, "buckets of it cannot be told apart in " + words.product());
        };
    }

    private String has(Column column, String value) {
        if (column.type() == Primitive.BLOB) {
            throw refused(column, "its values cannot be a partition's in " + words.product());
        }
        return words.has(column, value);
    }

    private String within(Column column, String value, ChronoUnit unit) {
        LocalDateTime from = TimeRanges.moment(Printed.micros(value, RoundingMode.FLOOR));
        return words.within(column, from, from.plus(1, unit));
    }

    private String truncated(Column column, int width, String value) {
        if (column.type() == Primitive.VARCHAR) {
            return words.begins(column, width, value);
        }
        String name = Sql.name(column.name());
        int scale = column.type() instanceof Type.Decimal decimal ? decimal.scale() : 0;
        String upTo =
                new BigDecimal(value).add(BigDecimal.valueOf(width, scale)).toPlainString();
        return "(" + name + " >= " + new BigDecimal(value).toPlainString() + " and " + name + " < " + upTo + ")";
    }

    private LevadaException refused(Column column, String why) {
        return new LevadaException(
                "store.partition",
                Blame.PROJECT,
                staged.staging().table() + " cannot be overwritten by partitions of '" + column.name() + "': " + why
                        + ". Partition it by the column's value, or by its time.");
    }
}
