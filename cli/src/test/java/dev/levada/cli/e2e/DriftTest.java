package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import dev.levada.contract.OnDrift;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sources that no longer look as their tables do, and what assets say about that. */
class DriftTest {
    private static final String PEOPLE = "raw.people";
    private static final List<String> USUAL = List.of("id bigint", "age bigint", "name varchar");
    private static final List<String> MORE = List.of("id bigint", "age bigint", "name varchar", "nick varchar");
    private static final List<String> LESS = List.of("id bigint", "name varchar");
    private static final List<String> RETYPED = List.of("id bigint", "age varchar", "name varchar");
    private static final String FIRST = "(1, 30, 'Ana'), (2, 40, 'Rui')";
    private static final String NICKNAMED = "(3, 50, 'Eva', 'Evinha'), (4, 60, 'Ivo', null), (5, 70, 'Zé', 'Zeca')";
    private static final String AGELESS = "(3, 'Eva'), (4, 'Ivo')";
    private static final String OLD = "(3, '50', 'Eva'), (4, 'old', 'Ivo'), (5, null, 'Zé')";

    @TempDir
    Path folder;

    private Folder project;
    private Cli cli;

    @SuppressWarnings("NullAway.Init") // begin() is called first
    DriftTest() {}

    private void begin(Shifting source, String... asset) {
        project = source.project(folder);
        source.asset(project, asset);
        source.give(project, 1, USUAL, FIRST);
        cli = project.cli();
        cli.run();
    }

    @ParameterizedTest
    @EnumSource
    void unlessAnAssetSaysOtherwiseANewColumnIsTakenAndALostOneIsRefused(Shifting source) {
        begin(source);
        source.give(project, 2, MORE, NICKNAMED);

        assertThat(cli.succeed("plan")).contains("adds column nick VARCHAR");
        balanced(cli.run());
        assertThat(cli.number("select count(nick) from raw.people")).isEqualTo(2);

        source.give(project, 3, List.of("id bigint", "name varchar", "nick varchar"), "(6, 'Pia', 'P')");
        Report refused = cli.run(2);
        assertThat(refused.error(PEOPLE)).contains("column age (BIGINT) is in the table, but would no longer be made");
        assertThat(cli.number("select count(*) from raw.people")).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void frozenColumnsRefuseANewOneBeforeAnythingIsRead(Shifting source) {
        begin(source, "drift: {columns: freeze}");
        source.give(project, 2, MORE, NICKNAMED);

        assertThat(cli.succeed("plan")).contains("refused: raw.people: the source has a new column nick VARCHAR");
        Report refused = cli.run(1);

        assertThat(refused.count(PEOPLE, "rows_read")).isZero();
        assertThat(refused.asset(PEOPLE).at("/error/code").textValue()).isEqualTo("plan.drift");
        assertThat(refused.error(PEOPLE))
                .isEqualTo(
                        "raw.people: the source has a new column nick VARCHAR, and `drift.columns` is `freeze`. Name it"
                                + " under `columns:` to take it; or let it go by `drift: {columns: discard_column}`, or all new"
                                + " ones come by `evolve`.\nNothing was read.");
        assertThat(cli.rows(PEOPLE)).hasSize(2);

        source.asset(project, "drift: {columns: freeze}", "columns: {nick: varchar}");
        balanced(cli.run());
        assertThat(cli.number("select count(nick) from raw.people")).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void frozenColumnsRefuseThatOneVanishes(Shifting source) {
        begin(source, "drift: {columns: freeze}");
        source.give(project, 2, LESS, AGELESS);

        assertThat(cli.run(1).error(PEOPLE))
                .startsWith("raw.people: the source no longer has column age BIGINT, and `drift.columns` is `freeze`.");
        assertThat(cli.rows(PEOPLE)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aDiscardedColumnLeavesTheTableAsItIsAndIsCounted(Shifting source) {
        begin(source, "drift: {columns: discard_column}");
        source.give(project, 2, MORE, NICKNAMED);

        assertThat(cli.succeed("plan")).contains("leaves out column nick VARCHAR, which the table does not have");
        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("values_discarded")).hasToString("{\"nick\":2}");
        assertThat(cli.rows(PEOPLE)).hasSize(5).noneMatch(row -> row.has("nick"));
    }

    @ParameterizedTest
    @EnumSource
    void aDiscardedColumnWithoutValuesIsReportedToo(Shifting source) {
        begin(source, "drift: {columns: discard_column}");
        source.give(project, 2, MORE, "(3, 50, 'Eva', null)");

        Report report = cli.run();

        // Where nothing declares a column and no value shows it, there is none.
        assertThat(report.asset(PEOPLE).required("values_discarded")).hasToString("{\"nick\":0}");
        assertThat(cli.rows(PEOPLE)).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource
    void rowsWithAValueInANewColumnWaitInQuarantineUntilTheTableHasIt(Shifting source) {
        begin(source, "drift: {columns: quarantine}");
        source.give(project, 2, MORE, NICKNAMED);

        assertThat(cli.succeed("plan"))
                .contains("quarantines rows that have a value in column nick VARCHAR, which the table does not have");
        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("quarantine_reasons")).hasToString("{\"nick.new\":2}");
        assertThat(cli.rows(PEOPLE)).hasSize(3).noneMatch(row -> row.has("nick"));
        assertThat(cli.quarantined(PEOPLE))
                .extracting(row -> row.required("record").textValue())
                .allMatch(record -> record.contains("\"nick\":"));

        cli.succeed("quarantine", "replay", PEOPLE);
        assertThat(cli.quarantined(PEOPLE))
                .as("the table has no place for them yet")
                .hasSize(2);

        source.asset(project);
        source.give(project, 3, MORE, "(6, 80, 'Pia', 'P')");
        cli.run();
        cli.succeed("quarantine", "replay", PEOPLE);
        assertThat(cli.quarantined(PEOPLE)).isEmpty();
        assertThat(cli.query("select id, nick from raw.people where nick is not null order by id"))
                .hasToString(
                        "[{\"id\":3,\"nick\":\"Evinha\"}, {\"id\":5,\"nick\":\"Zeca\"}, {\"id\":6,\"nick\":\"P\"}]");
    }

    @ParameterizedTest
    @EnumSource
    void quarantinedRowsLoseTheirValuesOnceTheAssetDiscardsTheColumn(Shifting source) {
        begin(source, "drift: {columns: quarantine}");
        source.give(project, 2, MORE, NICKNAMED);
        cli.run();
        source.asset(project, "drift: {columns: discard_column}");

        assertThat(cli.succeed("quarantine", "replay", PEOPLE)).contains("nick").contains("2");

        assertThat(cli.quarantined(PEOPLE)).isEmpty();
        assertThat(cli.rows(PEOPLE)).hasSize(5).noneMatch(row -> row.has("nick"));
    }

    @ParameterizedTest
    @EnumSource
    void aVanishedColumnIsNullInNewRowsWhereColumnsEvolve(Shifting source) {
        begin(source, "drift: {columns: evolve}");
        source.give(project, 2, LESS, AGELESS);
        String told = "column age is gone from the source; new rows hold null in it";

        assertThat(cli.succeed("plan")).contains(told);
        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("notices").toString()).contains(told);
        assertThat(cli.rows(PEOPLE).toString())
                .contains("{\"id\":1,\"age\":30,")
                .contains("{\"id\":3,\"age\":null,");
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatDoNotFitGoToQuarantineWhereTypesEvolve(Shifting source) {
        begin(source);
        source.give(project, 2, RETYPED, OLD);

        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("quarantine_reasons")).hasToString("{\"age.type\":1}");
        assertThat(cli.number("select sum(age)::bigint from raw.people")).isEqualTo(120);
    }

    @ParameterizedTest
    @EnumSource
    void valuesThatDoNotFitAreDiscardedAndCounted(Shifting source) {
        begin(source, "drift: {types: discard_column}");
        source.give(project, 2, RETYPED, OLD);

        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("values_discarded")).hasToString("{\"age\":1}");
        assertThat(report.count(PEOPLE, "rows_quarantined")).isZero();
        assertThat(cli.rows(PEOPLE)).hasSize(5);
        assertThat(cli.number("select count(age) from raw.people")).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void aDiscardedValueIsMissingWhereOneIsRequired(Shifting source) {
        begin(source, "drift: {types: discard_column}", "columns: {age: {required: true}}");
        source.give(project, 2, RETYPED, OLD);

        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("quarantine_reasons")).hasToString("{\"age.required\":2}");
        assertThat(report.asset(PEOPLE).required("values_discarded")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void frozenTypesFailARunOnAValueThatDoesNotFit(Shifting source) {
        begin(source, "drift: {types: freeze}");
        source.give(project, 2, RETYPED, OLD);

        Report report = cli.run(1);

        if (source.declaresTypes()) {
            assertThat(report.asset(PEOPLE).at("/error/code").textValue()).isEqualTo("plan.drift");
            assertThat(report.error(PEOPLE))
                    .startsWith("raw.people: the source has column age VARCHAR, which is BIGINT in the table");
            assertThat(report.count(PEOPLE, "rows_read")).isZero();
        } else {
            assertThat(report.error(PEOPLE))
                    .contains("rows break rules that fail the run: age.type 1.")
                    .endsWith("`drift: {types: quarantine}`.");
        }
        assertThat(cli.rows(PEOPLE)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void aTypeGrowsOnlyWhereTypesEvolve(Shifting source) {
        project = source.project(folder);
        source.asset(project, "columns: {id: integer}", "drift: {types: quarantine}");
        source.give(project, 1, List.of("id integer"), "(1)");
        cli = project.cli();
        cli.run();
        source.asset(project, "drift: {types: quarantine}");
        source.give(project, 2, List.of("id bigint"), "(2), (3000000000)");

        Report report = cli.run();

        balanced(report);
        assertThat(report.asset(PEOPLE).required("quarantine_reasons")).hasToString("{\"id.type\":1}");

        source.asset(project);
        source.give(project, 3, List.of("id bigint"), "(4000000000)");
        balanced(cli.run());
        assertThat(cli.number("select max(id)::bigint from raw.people")).isEqualTo(4_000_000_000L);
    }

    @Test
    void discoverTellsWhichTablesNoAssetExtracts() {
        begin(Shifting.SQLITE);
        Shifting.SQLITE.execute(project, "create table orders (id bigint)");

        assertThat(cli.succeed("discover", "crm"))
                .contains("people  people, extracted by raw.people\n")
                .contains("orders  orders, extracted by no asset\n");
    }

    /** Batches that each look otherwise, beside what the policy says must become of their rows. */
    @ParameterizedTest
    @MethodSource("histories")
    void everyRowAndEveryDiscardedValueIsAccountedForWhateverTheSourceDoes(Shifting source, int seed) {
        Random random = new Random(seed);
        OnDrift columns = pick(random, OnDrift.EVOLVE, OnDrift.DISCARD_COLUMN, OnDrift.QUARANTINE);
        OnDrift types = pick(random, OnDrift.EVOLVE, OnDrift.DISCARD_COLUMN, OnDrift.QUARANTINE);
        begin(
                source,
                ("drift: {columns: " + columns + ", types: " + types + "}").toLowerCase(Locale.ROOT),
                "tolerate: 100%");
        DriftModel model = new DriftModel(columns, types, USUAL);
        long rows = 2;
        for (int batch = 2; batch < 6; batch++) {
            DriftModel.Batch given = model.batch(random, batch);
            source.give(project, batch, given.columns(), given.rows());

            Report report = cli.run();

            balanced(report);
            String told = source + " with seed " + seed + ", batch " + batch + ": " + given;
            assertThat(report.count(PEOPLE, "rows_read")).as(told).isEqualTo(given.read());
            assertThat(report.count(PEOPLE, "rows_kept")).as(told).isEqualTo(given.kept());
            assertThat(report.asset(PEOPLE).required("values_discarded").toString())
                    .as(told)
                    .isEqualTo(given.discarded());
            rows += given.kept();
            assertThat(cli.number("select count(*) from raw.people")).as(told).isEqualTo(rows);
        }
    }

    static Stream<Arguments> histories() {
        return Arrays.stream(Shifting.values())
                .flatMap(source ->
                        IntStream.range(0, 3).mapToObj(seed -> Arguments.of(source, 3 * source.ordinal() + seed)));
    }

    private static OnDrift pick(Random random, OnDrift... policies) {
        return policies[random.nextInt(policies.length)];
    }

    private static void balanced(Report report) {
        report.demandBalance();
        for (JsonNode asset : report.assets()) {
            assertThat(asset.required("status").textValue()).isEqualTo("done");
        }
    }
}
