package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Levada shows of its tables is what Iceberg's own reader finds in them. */
@TestInstance(Lifecycle.PER_CLASS)
class OtherReaderTest {
    private final Cli cli;
    private Lake lake;

    @SuppressWarnings("NullAway.Init") // JUnit calls run() before the first test
    OtherReaderTest(@TempDir Path folder) {
        this.cli = Folder.copy(Repository.example("shop"), folder).cli();
    }

    @BeforeAll
    void run() {
        cli.run();
        lake = new Lake(cli.folder());
    }

    @AfterAll
    void close() {
        lake.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raw.users",
                "raw.products",
                "raw.events",
                "raw__quarantine.events",
                "features.user_features",
                "features.training_set"
            })
    void bothReadersSeeTheSameRows(String table) {
        List<NestedField> columns = lake.table(table).schema().columns();
        List<String> found = lake.records(table).stream()
                .map(row -> values(row, columns).toString())
                .sorted()
                .toList();

        List<String> shown = cli.query("select * from " + table).stream()
                .map(row -> values(row, columns).toString())
                .sorted()
                .toList();

        assertThat(shown).isNotEmpty().hasSameSizeAs(found);
        assertThat(shown.equals(found))
                .as(() -> "first difference: " + firstDifference(shown, found))
                .isTrue();
    }

    @Test
    void duplicatesAreTakenAwayByDeletionVectors() {
        assertThat(lake.deletedRows("raw.events")).isPositive();
    }

    @Test
    void auditColumnsOfExtractedTablesTellRunAndSource() {
        List<Record> events = lake.records("raw.events");

        assertThat(events).extracting(row -> row.getField("_source")).contains("events/2024-01.jsonl.gz");
        assertThat(events).extracting(row -> row.getField("_run_id")).doesNotContainNull();
        assertThat(events)
                .extracting(row -> row.getField("_run_id"))
                .containsOnly(events.get(0).getField("_run_id"));
        assertThat(events).extracting(row -> row.getField("_loaded_at")).allMatch(OffsetDateTime.class::isInstance);
        assertThat(lake.table("features.user_features").schema().findField("_run_id"))
                .isNull();
    }

    private static String firstDifference(List<String> shown, List<String> found) {
        for (int i = 0; i < shown.size(); i++) {
            if (!shown.get(i).equals(found.get(i))) {
                return "\n" + shown.get(i) + "\n" + found.get(i);
            }
        }
        return "none";
    }

    private static List<@Nullable Object> values(StructLike row, List<NestedField> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = row.get(i, Object.class);
            if (value instanceof StructLike nested) {
                values.add(values(nested, columns.get(i).type().asStructType().fields()));
            } else {
                values.add(value instanceof OffsetDateTime time ? time.toInstant() : value);
            }
        }
        return values;
    }

    private static List<@Nullable Object> values(JsonNode row, List<NestedField> columns) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(value(row.required(column.name()), column.type())));
        return values;
    }

    private static @Nullable Object value(JsonNode node, Type type) {
        if (node.isNull()) {
            return null;
        }
        return switch (type.typeId()) {
            case BOOLEAN -> node.booleanValue();
            case INTEGER, LONG -> node.longValue();
            case DOUBLE -> node.doubleValue();
            case DECIMAL -> new BigDecimal(node.asText()).setScale(((DecimalType) type).scale());
            case DATE -> LocalDate.parse(node.textValue());
            case TIMESTAMP -> time(node.textValue(), ((TimestampType) type).shouldAdjustToUTC());
            case STRUCT -> values(node, type.asStructType().fields());
            case LIST -> list(node, ((Types.ListType) type).elementType());
            default -> node.textValue();
        };
    }

    private static List<@Nullable Object> list(JsonNode nodes, Type type) {
        List<@Nullable Object> values = new ArrayList<>();
        nodes.forEach(node -> values.add(value(node, type)));
        return values;
    }

    private static Object time(String text, boolean zoned) {
        String iso = text.replace(' ', 'T');
        return zoned ? OffsetDateTime.parse(iso + ":00").toInstant() : LocalDateTime.parse(iso);
    }
}
