package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was staged on one version is published on a later one, if nobody has touched what it meets. */
abstract class RebaseCases extends CommitCases {
    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void on_an_unchanged_table_everything_may_be_published(WriteMode mode) {
        Staged old = staged("r1", 10);
        Optional<TableVersion> base = Optional.of(publish(old, WriteMode.APPEND));

        assertThat(store.rebase(staged("r2", 1).replacing(rows(old, 1)), mode, base))
                .isEqualTo(base);
    }

    @ParameterizedTest
    @EnumSource(WriteMode.class)
    void what_others_append_meets_every_mode_but_append(WriteMode mode) {
        Optional<TableVersion> base = Optional.of(publish(staged("r1", 10), WriteMode.APPEND));
        Staged mine = staged("r2", 5);
        TableVersion head = publish(staged("r3", 1), WriteMode.APPEND);

        Optional<TableVersion> rebased = store.rebase(mine, mode, base);

        assertThat(rebased).isEqualTo(mode == WriteMode.APPEND ? Optional.of(head) : Optional.empty());
        if (rebased.isPresent()) {
            assertThat(store.publish(publication(mine, mode, rebased)).rows()).isEqualTo(16);
        }
    }

    @Test
    void what_others_take_away_meets_an_append() {
        Staged old = staged("r1", 10);
        Optional<TableVersion> base = Optional.of(publish(old, WriteMode.APPEND));
        Staged mine = staged("r2", 5);
        publish(staged("r3", 1).replacing(rows(old, 1)), WriteMode.APPEND);

        assertThat(store.rebase(mine, WriteMode.APPEND, base)).isEmpty();
    }

    @Test
    void rows_that_are_replaced_may_be_touched_by_nobody() {
        needs(StoreAbility.FILES);
        Staged old = staged("r1", 10);
        Staged other = staged("r2", 10);
        publish(old, WriteMode.APPEND);
        Optional<TableVersion> base = Optional.of(publish(other, WriteMode.APPEND));
        Staged mine = staged("r3", 5);
        TableVersion head = publish(nothing(staged("r4", 1)).replacing(rows(old, 1)), WriteMode.UPSERT);

        assertThat(store.rebase(mine.replacing(rows(old, 2)), WriteMode.APPEND, base))
                .isEmpty();
        assertThat(store.rebase(mine.replacing(file(old)), WriteMode.APPEND, base))
                .isEmpty();
        assertThat(store.rebase(mine.replacing(rows(other, 2)), WriteMode.APPEND, base))
                .contains(head);
        assertThat(store.rebase(mine.replacing(rows(other, 2)), WriteMode.UPSERT, base))
                .isEmpty();
    }

    @Test
    void rows_that_others_add_may_be_among_those_that_were_to_be_replaced() {
        Staged old = staged("r1", 10);
        Optional<TableVersion> base = Optional.of(publish(old, WriteMode.APPEND));
        Staged mine = staged("r2", 5).replacing(rows(old, 2));
        publish(staged("r3", 1), WriteMode.APPEND);

        assertThat(store.rebase(mine, WriteMode.APPEND, base)).isEmpty();
    }

    @Test
    void partitions_are_overwritten_beside_others_that_change() {
        needs(StoreAbility.FILES);
        Staged first = daily("r1", 10, "2024-01-01");
        Staged second = daily("r2", 20, "2024-01-02");
        publish(first, WriteMode.APPEND);
        Optional<TableVersion> base = Optional.of(publish(second, WriteMode.APPEND));
        Staged mine = daily("r3", 3, "2024-01-01");
        Staged theirs = daily("r4", 2, "2024-01-02");
        TableVersion head = publish(theirs, WriteMode.OVERWRITE_PARTITIONS);

        assertThat(store.rebase(mine, WriteMode.OVERWRITE_PARTITIONS, base)).contains(head);
        assertThat(store.rebase(mine.replacing(file(first)), WriteMode.OVERWRITE_PARTITIONS, base))
                .contains(head);
        assertThat(store.rebase(mine.replacing(file(second)), WriteMode.OVERWRITE_PARTITIONS, base))
                .isEmpty();
        assertThat(store.rebase(daily("r5", 1, "2024-01-02"), WriteMode.OVERWRITE_PARTITIONS, base))
                .isEmpty();
        assertThat(store.publish(publication(mine, WriteMode.OVERWRITE_PARTITIONS, Optional.of(head)))
                        .rows())
                .isEqualTo(5);
    }

    @Test
    void a_replaced_file_claims_its_whole_partition() {
        Staged first = daily("r1", 10, "2024-01-01");
        Optional<TableVersion> base = Optional.of(publish(first, WriteMode.APPEND));
        Staged mine = nothing(daily("r2", 3, "2024-01-01")).replacing(file(first));
        publish(daily("r3", 1, "2024-01-01"), WriteMode.APPEND);

        assertThat(store.rebase(mine, WriteMode.OVERWRITE_PARTITIONS, base)).isEmpty();
    }

    @Test
    void columns_that_others_changed_are_met_by_everything() {
        Optional<TableVersion> base = Optional.of(publish(staged("r1", 10), WriteMode.APPEND));
        Staged mine = staged("r2", 5);
        publish(WrittenFiles.of(store.stage(request("r3", ID, AGE, DAY)), 5, Map.of()), WriteMode.APPEND);

        assertThat(store.rebase(mine, WriteMode.APPEND, base)).isEmpty();
    }

    @Test
    void who_reads_the_source_on_may_have_read_the_same_rows() {
        Optional<TableVersion> base = Optional.of(publish(staged("r1", 10), WriteMode.APPEND));
        Staged mine = staged("r2", 5);
        store.publish(new Publication(
                staged("r3", 5),
                WriteMode.APPEND,
                base,
                QuarantineChange.NONE,
                Map.of(Facts.RUN_ID, "r3", Facts.CHECKPOINT, "5")));

        assertThat(store.rebase(mine, WriteMode.APPEND, base)).isEmpty();
    }

    @Test
    void a_table_that_somebody_else_began_is_not_the_one_that_was_to_be_made() {
        Staged mine = staged("r2", 5);
        assertThat(store.rebase(mine, WriteMode.APPEND, Optional.empty())).isEmpty();
        publish(staged("r3", 5), WriteMode.APPEND);

        assertThat(store.rebase(mine, WriteMode.APPEND, Optional.empty())).isEmpty();
    }
}
