package dev.levada.project.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.contract.Check;
import dev.levada.contract.Dedup;
import dev.levada.contract.OnFail;
import dev.levada.contract.PartitionField;
import dev.levada.contract.PartitionField.Transform;
import dev.levada.contract.Rule;
import dev.levada.contract.Severity;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.Making;
import dev.levada.project.Project;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
    @TempDir
    private Path folder;

    private Asset asset(String name) {
        return Folder.shop(folder).read().asset(name);
    }

    private void write(String file, String text) {
        Folder.shop(folder).with(file, text);
    }

    @Test
    void aProjectNeedsNothingButAName() {
        Project project = new Folder(folder).with("levada.yml", "name: shop").read();

        assertThat(project.name()).isEqualTo("shop");
        assertThat(project.lake()).isEqualTo(folder.resolve(".levada/lake"));
        assertThat(project.limits()).isEqualTo(new Project.Limits(Optional.empty(), 0));
        assertThat(project.assets()).isEmpty();
    }

    @Test
    void anExtractIsReadWithAllThatItSays() {
        write("assets/raw/users.yml", "extract: {from: crm, table: users}");
        write("assets/raw/events.yml", """
            description: What visitors did.
            owner: web-team@example.com
            tags: [web, daily]
            extract: {from: drops, files: "events/*.jsonl.gz"}
            time: {column: ts, start: 2024-01-01, lookback: 3 days}
            write:
              mode: append
              partition: [day(ts), bucket(16, event_id), '"My Col"', country]
              dedup: {by: [event_id], order: ts}
            tolerate: 1%
            """);

        Asset events = asset("raw.events");

        assertThat(events.description()).isEqualTo("What visitors did.");
        assertThat(events.owner()).contains("web-team@example.com");
        assertThat(events.tags()).containsExactlyInAnyOrder("web", "daily");
        Making.Extract extract = (Making.Extract) events.making();
        assertThat(extract.connection()).isEqualTo("drops");
        assertThat(extract.settings().texts("files")).containsExactly("events/*.jsonl.gz");
        assertThat(extract.settings().text("delimiter")).isEqualTo(",");
        assertThat(extract.settings().has("from")).isFalse();
        assertThat(events.time())
                .contains(new EventTime(
                        "ts",
                        EventTime.Grain.DAY,
                        Optional.of(LocalDateTime.of(2024, 1, 1, 0, 0)),
                        Duration.ofDays(3)));
        assertThat(events.write().mode()).isEqualTo(WriteMode.APPEND);
        assertThat(events.write().partition())
                .containsExactly(
                        new PartitionField("ts", Transform.DAY, 0),
                        new PartitionField("event_id", Transform.BUCKET, 16),
                        new PartitionField("My Col", Transform.IDENTITY, 0),
                        new PartitionField("country", Transform.IDENTITY, 0));
        assertThat(events.write().dedup()).contains(new Dedup(List.of("event_id"), Dedup.Keep.LAST, Optional.of("ts")));
        assertThat(events.contract().tolerate()).hasValue(0.01);
    }

    @Test
    void aContractIsReadRuleByRule() {
        write("assets/raw/countries.yml", "extract: {from: crm, table: countries}");
        write("assets/raw/users.yml", """
            extract: {from: crm, table: users}
            on_fail: warn
            columns:
              user_id: bigint
              Full Name: {type: varchar, required: true, unique: false, length: [2, 40], on_fail: error}
              age: {min: 0, max: {value: 130, on_fail: quarantine}, between: [0, 130]}
              code: {in: [a, 7, true], pattern: "(?P<x>[a-z])", length: 1}
              country: {references: raw.countries.code, expression: country <> 'XX'}
              empty:
            rules:
              - sql: age > 1 or country is null
              - {name: grown, sql: age >= 18, on_fail: error}
            """);

        Asset users = asset("raw.users");

        assertThat(users.contract().column("USER_ID").orElseThrow().type()).contains(Type.Primitive.BIGINT);
        assertThat(users.contract().rules())
                .extracting(Rule::code, Rule::onFail, rule -> rule.position().toString())
                .containsExactly(
                        tuple("Full Name.required", OnFail.ERROR, "assets/raw/users.yml:5:30"),
                        tuple("Full Name.length", OnFail.ERROR, "assets/raw/users.yml:5:61"),
                        tuple("age.min", OnFail.WARN, "assets/raw/users.yml:6:9"),
                        tuple("age.max", OnFail.QUARANTINE, "assets/raw/users.yml:6:17"),
                        tuple("age.between", OnFail.WARN, "assets/raw/users.yml:6:57"),
                        tuple("code.in", OnFail.WARN, "assets/raw/users.yml:7:10"),
                        tuple("code.pattern", OnFail.WARN, "assets/raw/users.yml:7:28"),
                        tuple("code.length", OnFail.WARN, "assets/raw/users.yml:7:53"),
                        tuple("country.references", OnFail.WARN, "assets/raw/users.yml:8:13"),
                        tuple("country.expression", OnFail.WARN, "assets/raw/users.yml:8:45"),
                        tuple("rules.rule_1", OnFail.WARN, "assets/raw/users.yml:11:5"),
                        tuple("rules.grown", OnFail.ERROR, "assets/raw/users.yml:12:5"));
        assertThat(users.contract().rules())
                .extracting(Rule::test)
                .contains(
                        new dev.levada.contract.Test.Max("age", "130"),
                        new dev.levada.contract.Test.In("code", List.of("a", "7", "true")),
                        new dev.levada.contract.Test.Length("code", OptionalLong.of(1), OptionalLong.of(1)),
                        new dev.levada.contract.Test.References("country", "raw.countries", "code"));
        assertThat(users.dependencies()).containsExactly(new AssetName("raw", "countries"));
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.api.Assertions.tuple(values);
    }

    @Test
    void checksAreReadWithReadableNames() {
        write("assets/raw/users.yml", """
            extract: {from: crm, table: users}
            checks:
              - row_count: {min: 1, severity: warn}
              - unique: user_id
              - unique: {columns: [a, b], name: pair}
              - unique: user_id
              - {freshness: {column: ts, within: 24 hours}, severity: warn}
              - references: {column: boss, to: raw.users.user_id}
              - sql: select * from raw.users where age < 0
            """);

        List<Check> checks = asset("raw.users").contract().checks();

        assertThat(checks)
                .extracting(Check::name, Check::severity)
                .containsExactly(
                        tuple("row_count", Severity.WARN),
                        tuple("unique(user_id)", Severity.ERROR),
                        tuple("pair", Severity.ERROR),
                        tuple("unique(user_id) 2", Severity.ERROR),
                        tuple("freshness(ts)", Severity.WARN),
                        tuple("references(boss)", Severity.ERROR),
                        tuple("check 7", Severity.ERROR));
        assertThat(asset("raw.users").dependencies()).isEmpty();
        assertThat(((Check.Sql) checks.get(6).demand()).sqlPosition().toString())
                .isEqualTo("assets/raw/users.yml:9:10");
    }

    @Test
    void aQueryIsReadWithItsHeaderAndInputs() {
        write("assets/raw/users.yml", "extract: {from: crm, table: users}");
        write("assets/eu/raw/events.yml", "extract: {from: drops, files: a.csv}");
        write("assets/features/user_features.sql", """
            /* levada
            description: One row per user.
            columns:
              user_id: {required: true, unique: true}
            checks:
              - sql: select * from features.user_features
            */
            select * from raw.users join eu_raw__quarantine.events using (user_id);
            """);

        Asset features = asset("features.user_features");

        Making.Transform query = (Making.Transform) features.making();
        assertThat(query.sql()).isEqualTo("select * from raw.users join eu_raw__quarantine.events using (user_id)");
        assertThat(query.position().toString()).isEqualTo("assets/features/user_features.sql:8:1");
        assertThat(query.inputs())
                .containsExactlyInAnyOrder(
                        new AssetName("raw", "users"), new AssetName("eu_raw__quarantine", "events"));
        assertThat(features.dependencies())
                .containsExactly(new AssetName("eu_raw", "events"), new AssetName("raw", "users"));
        assertThat(features.write().mode()).isEqualTo(WriteMode.OVERWRITE);
    }

    @Test
    void assetsStandInAnOrderInWhichTheyCanBeMade() {
        write("assets/z/first.sql", "select 1");
        write("assets/b/later.sql", "select * from z.first");
        write("assets/a/last.sql", "select * from b.later");
        write("assets/c/any.sql", "select 1");

        assertThat(Folder.shop(folder).read().assets().keySet())
                .extracting(AssetName::toString)
                .containsExactly("c.any", "z.first", "b.later", "a.last");
    }

    @Test
    void variablesArePutIntoSqlAsLiterals() {
        new Folder(folder)
                .with("levada.yml", "{name: s, variables: {n: 1, t: it's, d: 2024-01-01, f: true, r: '${var:n}0'}}")
                .with(
                        "assets/a/b.sql",
                        "/* levada\ntime: {column: day, start: 2024-01-01}\n*/ select $n, $t, $d, $f, $r, $interval_start, $interval_end");

        assertThat(((Making.Transform) new Folder(folder).read().asset("a.b").making()).sql())
                .isEqualTo("select 1, 'it''s', '2024-01-01', true, '10', $interval_start, $interval_end");
    }

    @Test
    void aFolderWithoutAProjectIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> new Folder(folder).read())
                .isInstanceOf(LevadaException.class)
                .hasMessage("There is no levada.yml in " + folder
                        + ". Go to a project's folder, or make a project with `levada init`.")
                .extracting(e -> ((LevadaException) e).code(), e -> ((LevadaException) e).blame())
                .containsExactly("project.not-found", Blame.PROJECT);
    }

    @Test
    void theNearestProjectUpwardsIsFound() {
        write("assets/raw/users.yml", "");

        assertThat(ProjectReader.find(folder.resolve("assets/raw"))).contains(folder);
        assertThat(ProjectReader.find(folder.getParent())).isEmpty();
    }

    @Test
    void emptySettingsCountAsNotGiven() {
        write("assets/raw/users.yml", "{extract: {from: crm, table: users}, owner: , columns: , checks: }");

        assertThat(asset("raw.users").owner()).isEmpty();
        assertThat(asset("raw.users").contract().columns()).isEmpty();
    }

    @Test
    void thousandsOfAssetsAreRead() {
        for (int i = 0; i < 2_000; i++) {
            write("assets/raw/t" + i + ".yml", """
                extract: {from: drops, files: a.csv}
                columns:
                  a: {type: bigint, required: true, min: 0}
                  b: {type: varchar, in: [x, y, z]}
                checks:
                  - row_count: {min: 1}
                """);
        }
        assertThat(Folder.shop(folder).read().assets()).hasSize(2_000);
    }
}
