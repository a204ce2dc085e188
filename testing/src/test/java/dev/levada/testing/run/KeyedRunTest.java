package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.levada.api.Form;
import dev.levada.contract.Deletes;
import dev.levada.contract.Deletes.Missing;
import dev.levada.contract.OnFail;
import dev.levada.contract.Rule;
import dev.levada.contract.WriteMode;
import dev.levada.engine.Account;
import dev.levada.engine.Merge;
import dev.levada.engine.Production;
import dev.levada.plan.Reason;
import dev.levada.plan.Selection;
import dev.levada.plan.Task;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.run.Replay;
import dev.levada.store.Positions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is planned and prepared for tables whose rows have a key; what a merge does is tested on a real engine. */
class KeyedRunTest {
    private static final Deletes HARD = new Deletes(Optional.empty(), Missing.HARD);
    private static final Deletes SOFT = new Deletes(Optional.empty(), Missing.SOFT);
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
    void a_table_that_is_not_there_is_merged_with_nothing() {
        scene.keyed("raw.users", WriteMode.UPSERT, SOFT, "v1").run();

        Production production = last();
        assertThat(production.columns()).isEqualTo(Scene.columns("id BIGINT", "age INTEGER"));
        assertThat(production.staging().columns())
                .extracting(column -> column.name())
                .containsExactly("id", "age", "_deleted_at", "_run_id", "_loaded_at", "_source");
        Merge merge = production.merge().orElseThrow();
        assertThat(merge.table().files()).isEmpty();
        assertThat(merge.table().columns()).isEqualTo(production.staging().columns());
        assertThat(merge.now()).isEqualTo(Scene.NOW);
        assertThat(merge.scope()).hasValue("age > 1");
    }

    @Test
    void a_table_that_is_there_is_merged_with_what_is_new_at_the_source() {
        scene.keyed("raw.users", WriteMode.UPSERT, Deletes.NONE, "v1").run();
        scene.files.add("b.csv");
        assertThat(scene.run().tasks().get(0).status()).isEqualTo(Status.DONE);

        Merge merge = last().merge().orElseThrow();
        assertThat(merge.table().rows()).isEqualTo(10);
        assertThat(merge.complete()).isFalse();
        assertThat(sources(last())).containsExactly("b.csv");
    }

    @Test
    void a_unique_rule_counts_the_rows_of_the_table_too() {
        Rule unique = Rule.ofColumn("age", new dev.levada.contract.Test.Unique("age"), OnFail.QUARANTINE, Scene.PLACE);
        scene.keyed("raw.users", WriteMode.UPSERT, Deletes.NONE, "v1", unique).run();
        assertThat(last().rivals()).isEmpty();
        scene.files.add("b.csv");
        scene.run();

        assertThat(last().rivals().orElseThrow().rows()).isEqualTo(10);
    }

    @Test
    void a_source_is_read_whole_where_missing_rows_count() {
        scene.keyed("raw.users", WriteMode.UPSERT, HARD, "v1")
                .keyed("raw.past", WriteMode.SCD2, Deletes.NONE, "v1")
                .run();
        scene.files.add("b.csv");
        scene.run();

        assertThat(scene.engine.productions.subList(2, 4)).allSatisfy(production -> {
            assertThat(production.merge().orElseThrow().complete()).isTrue();
            assertThat(sources(production)).containsExactly("a.csv", "b.csv");
        });
    }

    @Test
    void a_query_gives_all_its_rows() {
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .keyedTransform("f.kept", WriteMode.UPSERT, Deletes.NONE, "raw.users")
                .keyedTransform("f.gone", WriteMode.UPSERT, HARD, "raw.users")
                .run();

        assertThat(of("f.kept").merge().orElseThrow().complete()).isFalse();
        assertThat(of("f.gone").merge().orElseThrow().complete()).isTrue();
        assertThat(of("f.gone").merge().orElseThrow().scope()).isEmpty();
    }

    @Test
    void a_row_without_its_key_fails_the_run_unless_the_contract_has_a_word_on_that() {
        scene.keyed("raw.users", WriteMode.UPSERT, Deletes.NONE, "v1").run();

        assertThat(last().rules()).extracting(Rule::code, Rule::onFail).containsExactly(tuple("id.key", OnFail.ERROR));
    }

    @Test
    void rows_that_are_loaded_stay_when_the_code_changes_and_a_notice_says_so() {
        scene.keyed("raw.users", WriteMode.INSERT_ONLY, Deletes.NONE, "v1").run();
        scene.keyed("raw.users", WriteMode.INSERT_ONLY, Deletes.NONE, "v2");

        assertThat(scene.plan().tasks()).isEmpty();
        assertThat(scene.plan().notices())
                .singleElement()
                .asString()
                .contains("rows that are loaded already stay as they are");
    }

    @Test
    void changed_code_reads_a_source_again_that_is_read_whole_anyway() {
        scene.keyed("raw.users", WriteMode.UPSERT, HARD, "v1").run();
        scene.keyed("raw.users", WriteMode.UPSERT, HARD, "v2");

        Task task = scene.plan().tasks().get(0);
        assertThat(task.reason()).isInstanceOf(Reason.CodeChanged.class);
        assertThat(task.changes())
                .containsExactly("replaces rows whose key comes again", "deletes rows that its source no longer has");
    }

    @Test
    void a_plan_says_what_a_mode_does_to_rows_that_are_there() {
        Deletes when = new Deletes(Optional.of("op = 'D'"), Missing.SOFT);
        scene.keyed("raw.a", WriteMode.UPSERT, when, "v1")
                .keyed("raw.b", WriteMode.SCD2, Deletes.NONE, "v1")
                .keyed("raw.c", WriteMode.INSERT_ONLY, Deletes.NONE, "v1")
                .run();
        scene.files.add("b.csv");

        List<Task> tasks = scene.plan().tasks();
        assertThat(tasks.get(0).changes())
                .containsExactly(
                        "replaces rows whose key comes again",
                        "deletes rows whose key comes with op = 'D'",
                        "marks rows as deleted that its source no longer has");
        assertThat(tasks.get(1).changes())
                .containsExactly(
                        "ends versions of rows that changed", "ends versions of rows that its source no longer has");
        assertThat(tasks.get(2).changes()).isEmpty();
    }

    @Test
    void asking_for_everything_merges_all_rows_with_nothing_and_replaces_the_table() {
        scene.keyed("raw.users", WriteMode.UPSERT, Deletes.NONE, "v1").run();
        scene.files.add("b.csv");
        scene.run(FULL);

        Merge merge = last().merge().orElseThrow();
        assertThat(merge.table().files()).isEmpty();
        assertThat(merge.table().columns()).isNotEmpty();
        assertThat(sources(last())).containsExactly("a.csv", "b.csv");
        assertThat(scene.rows("raw.users")).isEqualTo(10);
    }

    @Test
    void quarantined_rows_stay_until_their_source_is_read_again() {
        scene.keyed("raw.some", WriteMode.UPSERT, Deletes.NONE, "v1").keyed("raw.all", WriteMode.UPSERT, HARD, "v1");
        scene.engine.accounts.put("raw.some", new Account(10, 6, 4, 0, 0));
        scene.engine.accounts.put("raw.all", new Account(10, 6, 4, 0, 0));
        scene.run();
        scene.files.add("b.csv");
        scene.run();

        assertThat(scene.rows("raw__quarantine.some")).isEqualTo(8);
        assertThat(scene.rows("raw__quarantine.all")).isEqualTo(4);
    }

    @Test
    void replayed_rows_go_the_way_of_all_rows() {
        scene.keyed("raw.users", WriteMode.UPSERT, HARD, "v1");
        scene.engine.accounts.put("raw.users", new Account(10, 6, 4, 0, 0));
        scene.run();
        String file = scene.store
                .scan(scene.store.head(AssetName.parse("raw__quarantine.users")).orElseThrow())
                .files()
                .get(0)
                .path();

        // Of the four rows one is written, two stand in the table already, one still breaks the contract.
        scene.engine.accounts.put("raw.users", new Account(4, 1, 1, 0, 0, 2, 0));
        scene.engine.released.put("raw.users", Map.of(file, Positions.of(0, 1, 2)));
        TaskOutcome replayed = replay();

        assertThat(replayed.status()).isEqualTo(Status.DONE);
        assertThat(last().merge().orElseThrow().table().rows()).isEqualTo(6);
        assertThat(last().merge().orElseThrow().complete()).isFalse();
        assertThat(scene.rows("raw.users")).isEqualTo(7);
        assertThat(scene.rows("raw__quarantine.users")).isEqualTo(1);
    }

    @Test
    void rows_that_the_table_has_already_leave_the_quarantine_without_being_written() {
        scene.keyed("raw.users", WriteMode.UPSERT, Deletes.NONE, "v1");
        scene.engine.accounts.put("raw.users", new Account(10, 9, 1, 0, 0));
        scene.run();
        String file = scene.store
                .scan(scene.store.head(AssetName.parse("raw__quarantine.users")).orElseThrow())
                .files()
                .get(0)
                .path();

        scene.engine.accounts.put("raw.users", new Account(1, 0, 0, 0, 0, 1, 0));
        scene.engine.released.put("raw.users", Map.of(file, Positions.of(0)));

        assertThat(replay().status()).isEqualTo(Status.DONE);
        assertThat(scene.rows("raw__quarantine.users")).isZero();
        assertThat(scene.rows("raw.users")).isEqualTo(9);
    }

    @Test
    void what_an_engine_notices_is_told() {
        scene.keyed("raw.users", WriteMode.UPSERT, HARD, "v1");
        scene.engine.notices = List.of("nothing counts as missing");

        assertThat(scene.run().tasks().get(0).notices()).containsExactly("nothing counts as missing");
    }

    private TaskOutcome replay() {
        return new Replay(scene.workspace())
                .replay(AssetName.parse("raw.users"), Optional.empty(), Duration.ZERO, Observer.NONE);
    }

    private Production last() {
        return scene.engine.productions.get(scene.engine.productions.size() - 1);
    }

    private Production of(String table) {
        return scene.engine.productions.stream()
                .filter(production -> production.staging().table().toString().equals(table))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> sources(Production production) {
        Production.FromSource input = (Production.FromSource) production.input();
        return ((Form.Scan) input.extent().form())
                .files().stream().map(file -> file.name()).toList();
    }
}
