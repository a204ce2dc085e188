package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.contract.WriteMode;
import dev.levada.store.Positions;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.TableScan;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A quarantine changes in the commits of its table. */
abstract class QuarantineCases extends ColumnCases {
    @Test
    void quarantined_rows_come_and_go_with_the_commit_that_they_belong_to() {
        Staged quarantined = quarantined("r1", 4);
        store.publish(publication(
                staged("r1", 10),
                WriteMode.APPEND,
                Optional.empty(),
                new QuarantineChange(Optional.of(quarantined), Map.of())));
        TableScan scan = store.scan(store.head(USERS.quarantine()).orElseThrow());
        assertThat(scan.rows()).isEqualTo(4);
        assertThat(store.tables()).containsExactlyInAnyOrder(USERS, USERS.quarantine());

        store.publish(publication(
                staged("r2", 1),
                WriteMode.APPEND,
                store.head(USERS),
                new QuarantineChange(Optional.empty(), rowsOf(scan, 0, 2))));
        assertThat(store.scan(store.head(USERS.quarantine()).orElseThrow()).rows())
                .isEqualTo(2);
    }

    @Test
    void a_quarantine_can_be_emptied_and_filled_in_one_commit() {
        store.publish(publication(
                staged("r1", 10),
                WriteMode.OVERWRITE,
                Optional.empty(),
                new QuarantineChange(Optional.of(quarantined("r1", 4)), Map.of())));
        TableScan old = store.scan(store.head(USERS.quarantine()).orElseThrow());
        Map<String, Positions> all = rowsOf(old, 0, 1, 2, 3);
        store.publish(publication(
                staged("r2", 10),
                WriteMode.OVERWRITE,
                store.head(USERS),
                new QuarantineChange(Optional.of(quarantined("r2", 3)), all)));

        assertThat(store.scan(store.head(USERS.quarantine()).orElseThrow()).rows())
                .isEqualTo(3);
    }
}
