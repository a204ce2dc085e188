package dev.levada.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Staged;
import dev.levada.store.TableVersion;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What runs leave behind, and how they meet. */
abstract class RunCases extends QuarantineCases {
    @Test
    void of_two_runs_on_one_base_the_later_fails_and_changes_nothing() {
        Staged first = staged("r1", 10);
        Staged second = staged("r2", 5);
        publish(first, WriteMode.APPEND);

        assertThatThrownBy(() -> store.publish(publication(second, WriteMode.APPEND, Optional.empty())))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("store.conflict"))
                .hasMessageContaining("Run again");
        assertThat(rows()).isEqualTo(10);
    }

    @Test
    void a_commit_can_be_found_by_its_run() {
        TableVersion first = publish(staged("r1", 10), WriteMode.APPEND);
        publish(staged("r2", 5), WriteMode.APPEND);

        assertThat(store.committedBy("r1", USERS).map(TableVersion::id)).hasValue(first.id());
        assertThat(store.committedBy("r3", USERS)).isEmpty();
    }

    @Test
    void discarding_removes_what_was_staged_and_spares_what_was_published() {
        Staged discarded = staged("r1", 10);
        Staged published = staged("r1", 10);
        publish(published, WriteMode.APPEND);
        store.discard(discarded.staging());
        store.discard(discarded.staging());
        store.discard(published.staging());

        assertThat(Path.of(discarded.files().get(0).path())).doesNotExist();
        assertThat(rows()).isEqualTo(10);
        if (can(StoreAbility.FILES)) {
            assertThat(Path.of(published.files().get(0).path())).exists();
        }
    }

    @Test
    void sweeping_removes_what_a_dead_run_staged_and_spares_what_it_committed() {
        Staged left = staged("dead", 10);
        Staged committed = staged("dead", 10);
        Staged other = staged("alive", 10);
        publish(committed, WriteMode.APPEND);
        store.sweep("dead");
        store.sweep("unheard of");

        assertThat(Path.of(left.files().get(0).path())).doesNotExist();
        assertThat(rows()).isEqualTo(10);
        if (can(StoreAbility.FILES)) {
            assertThat(Path.of(committed.files().get(0).path())).exists();
        }
        assertThat(Path.of(other.files().get(0).path())).exists();
    }
}
