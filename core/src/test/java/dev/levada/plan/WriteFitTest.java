package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.problem.Problem;
import dev.levada.problem.ProjectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteFitTest {
    private static final List<Column> OWN =
            Assets.columns("id BIGINT", "city VARCHAR", "ts TIMESTAMP", "valid_to DATE");

    @Test
    void what_is_there_fits_however_it_is_spelled() {
        Write write = Assets.keyed(
                WriteMode.SCD3,
                new Deletes(Optional.empty(), Missing.SOFT),
                Optional.empty(),
                Map.of("City", "previous_city"));

        assertThat(problems(write)).isEmpty();
    }

    @Test
    void names_of_columns_that_are_not_there_are_told_with_the_nearest() {
        Write write = new Write(
                WriteMode.UPSERT,
                List.of(),
                Optional.of(new Dedup(List.of("idd"), Dedup.Keep.LAST, Optional.of("tz"))),
                List.of("idd"),
                Deletes.NONE,
                Optional.empty(),
                Map.of());

        assertThat(problems(write))
                .containsExactly(
                        "raw.x: write.dedup.order names column 'tz', which its rows do not have. Did you mean 'ts'?",
                        "raw.x: write.key names column 'idd', which its rows do not have. Did you mean 'id'?");
    }

    @Test
    void a_window_needs_an_order_in_time() {
        Dedup dedup = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.of("city"), Optional.of(Duration.ofDays(3)));

        assertThat(problems(new Write(WriteMode.APPEND, List.of(), Optional.of(dedup))))
                .containsExactly(
                        "raw.x: write.dedup.order with a window: column 'city' is VARCHAR; a date, timestamp or"
                                + " timestamptz is needed.");
    }

    @Test
    void versions_need_a_time_columns_to_track_and_names_that_are_free() {
        Versions versions = new Versions(
                Optional.of("city"),
                List.of("cty"),
                "valid_from",
                "Valid_To",
                Optional.empty(),
                HardDeletes.NEW_RECORD,
                "_run_id");

        assertThat(problems(Assets.keyed(WriteMode.SCD2, Deletes.NONE, Optional.of(versions), Map.of())))
                .containsExactly(
                        "raw.x: write.scd2.updated_at: column 'city' is VARCHAR; a date, timestamp or timestamptz is"
                                + " needed.",
                        "raw.x: write.scd2.track names column 'cty', which its rows do not have. Did you mean 'city'?",
                        "raw.x: the mode 'scd2' keeps a column 'Valid_To', but the table has another one of that name."
                                + " Give one of them another name.",
                        "raw.x: the mode 'scd2' keeps a column '_run_id', but the table has another one of that name."
                                + " Give one of them another name.");
    }

    @Test
    void a_run_ends_before_a_row_is_read() {
        Write write = Assets.keyed(WriteMode.SCD3, Deletes.NONE, Optional.empty(), Map.of("town", "before"));

        assertThatThrownBy(() -> WriteFit.demand(Assets.written("raw.x", write), OWN))
                .isInstanceOf(ProjectException.class)
                .hasMessageContaining("write.scd3 names column 'town'");
    }

    private static List<String> problems(Write write) {
        return WriteFit.problems(Assets.written("raw.x", write), OWN).stream()
                .map(Problem::message)
                .toList();
    }
}
