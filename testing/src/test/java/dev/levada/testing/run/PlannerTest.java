package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.contract.WriteMode;
import dev.levada.plan.Plan;
import dev.levada.plan.Reason;
import dev.levada.plan.Selection;
import dev.levada.plan.Task;
import dev.levada.store.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerTest {
    private static final Selection FULL = new Selection(List.of(), List.of(), Selection.Extent.FULL);

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void what_was_never_made_is_made() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");

        assertThat(reasons(scene.plan())).isEqualTo("raw.users: never made, f.x: never made");
    }

    @Test
    void what_was_made_and_has_not_changed_is_left_alone() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .extract("raw.events", WriteMode.APPEND, "v1")
                .transform("f.x", "v1", "raw.users", "raw.events");
        scene.run();

        assertThat(scene.plan().isEmpty()).isTrue();
        assertThat(scene.plan().upToDate()).hasSize(3);
    }

    @Test
    void planning_changes_nothing() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.plan();

        assertThat(scene.store.tables()).isEmpty();
        assertThat(scene.ledger.runs(9)).isEmpty();
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void changed_code_makes_a_table_again_and_those_that_read_it() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");

        assertThat(reasons(scene.plan()))
                .isEqualTo("raw.users: its code changed, f.x: inputs are made first: raw.users");
        assertThat(scene.plan().tasks().get(0).changes()).contains("replaces all 10 rows");
    }

    @Test
    void newer_inputs_make_a_transform_again() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");
        scene.run(new Selection(List.of("raw.users"), List.of(), Selection.Extent.STALE));

        assertThat(reasons(scene.plan())).isEqualTo("f.x: newer inputs: raw.users");
    }

    @Test
    void a_changed_source_is_read_again_by_what_replaces_its_rows() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.run();
        scene.files.add("b.csv");

        assertThat(reasons(scene.plan())).isEqualTo("raw.users: its source changed");
    }

    @Test
    void only_what_is_new_is_read_by_what_adds_rows() {
        scene.extract("raw.events", WriteMode.APPEND, "v1");
        scene.run();
        scene.files.addAll(List.of("b.csv", "c.csv", "d.csv", "e.csv"));

        assertThat(reasons(scene.plan())).isEqualTo("raw.events: new at its source: b.csv, c.csv, d.csv and 1 more");
        assertThat(scene.plan().tasks().get(0).changes()).isEmpty();
    }

    @Test
    void a_changed_contract_leaves_rows_alone_that_were_added_before_and_says_so() {
        scene.extract("raw.events", WriteMode.APPEND, "v1");
        scene.run();
        scene.extract("raw.events", WriteMode.APPEND, "v2");
        scene.notices.add("a.csv changed after it was loaded");

        assertThat(scene.plan().isEmpty()).isTrue();
        assertThat(scene.plan().notices())
                .containsExactly(
                        "raw.events: a.csv changed after it was loaded",
                        "raw.events: its contract changed; rows that are loaded already stay as they are; `levada run"
                                + " --full raw.events` loads everything again");
    }

    @Test
    void asking_for_everything_replaces_everything_and_says_so() {
        scene.extract("raw.events", WriteMode.APPEND, "v1").transform("f.x", "v1", "raw.events");
        scene.run();
        Plan plan = scene.plan(FULL);

        assertThat(reasons(plan)).isEqualTo("raw.events: asked for, f.x: asked for");
        assertThat(plan.tasks().get(0).changes()).containsExactly("replaces all 10 rows: everything is loaded again");
        assertThat(plan.tasks()).extracting(Task::mode).containsOnly(WriteMode.OVERWRITE);
        assertThat(plan.tasks()).extracting(Task::scope).containsOnly(Scope.ANEW);
    }

    @Test
    void a_table_that_rules_look_values_up_in_is_an_input() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .extract("raw.orders", WriteMode.OVERWRITE, "v1", Scene.references("raw.users"))
                .extract("raw.events", WriteMode.APPEND, "v1", Scene.references("raw.users"));
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");

        assertThat(reasons(scene.plan()))
                .isEqualTo("raw.users: its code changed, raw.orders: inputs are made first: raw.users");
    }

    @Test
    void what_is_needed_and_was_never_made_must_be_selected() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1").transform("f.x", "v1", "raw.users");
        Selection only = new Selection(List.of("f.x"), List.of(), Selection.Extent.STALE);

        assertThatThrownBy(() -> scene.plan(only))
                .hasMessage("f.x needs raw.users, which was never made. Make it too: levada run +f.x");
    }

    @Test
    void what_happens_to_columns_is_told_before_it_does() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");
        scene.engine.columns = Scene.columns("id BIGINT", "age BIGINT", "name VARCHAR");

        assertThat(scene.plan().tasks().get(0).changes())
                .containsExactly(
                        "replaces all 10 rows", "widens column age from INTEGER to BIGINT", "adds column name VARCHAR");
    }

    @Test
    void a_refused_change_of_columns_is_told_and_begins_anew_when_everything_is_asked_for() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");
        scene.run();
        scene.extract("raw.users", WriteMode.OVERWRITE, "v2");
        scene.engine.columns = Scene.columns("id BIGINT");

        assertThat(scene.plan().tasks().get(0).changes().get(1)).startsWith("refused: raw.users: column age (INTEGER)");
        assertThat(scene.plan(FULL).tasks().get(0).changes()).contains("drops column age");
    }

    @Test
    void a_reason_is_asked_only_for_tables_that_are_there() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1");

        assertThat(scene.plan(FULL).tasks().get(0).reason()).isEqualTo(new Reason.New());
    }

    private static String reasons(Plan plan) {
        return plan.tasks().stream()
                .map(task -> task.asset().name() + ": " + task.reason().words())
                .collect(Collectors.joining(", "));
    }
}
