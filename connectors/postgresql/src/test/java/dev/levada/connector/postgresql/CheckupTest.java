package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Finding;
import dev.levada.api.Finding.Level;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found out about a database and a user. */
class CheckupTest {
    private Database database;
    private String user;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh();
        user = database.name() + "_reader";
        database.run(
                "revoke create on schema public from public",
                "create table orders (id int)",
                "create table secrets (id int)",
                "create role " + user + " login",
                "grant select on orders to " + user);
    }

    @Test
    void aUserWhoCanOnlyReadWhatIsReadIsFine() {
        List<Finding> findings = examine(Map.of("table", "orders", "cursor", "id"));
        assertThat(findings).extracting(Finding::level).doesNotContain(Level.WARNING, Level.PROBLEM);
        assertThat(about(findings, "server").text()).contains("PostgreSQL ").contains("'" + user + "' may log in");
        assertThat(about(findings, "rights").text()).isEqualTo("User '" + user + "' can only read.");
        assertThat(about(findings, "assets").text()).endsWith("may read it: 1.");
        assertThat(about(findings, "clock").level()).isEqualTo(Level.GOOD);
        assertThat(about(findings, "encryption").text()).contains("not encrypted");
    }

    @Test
    void whatMayNotBeReadOrIsNotThereIsAProblemEach() {
        List<Finding> findings = examine(
                Map.of("table", "secrets"),
                Map.of("table", "order"),
                Map.of("query", "select nope from orders"),
                Map.of("table", "orders", "cursor", "iid"),
                Map.of("table", "orders"));
        assertThat(findings.stream()
                        .filter(finding -> finding.level() == Level.PROBLEM)
                        .map(Finding::text))
                .hasSize(4)
                .anyMatch(text -> text.contains("grant select on \"public\".\"secrets\""))
                .anyMatch(text -> text.contains("no table or view named 'order'"))
                .anyMatch(text -> text.contains("column \"nope\" does not exist"))
                .anyMatch(text -> text.contains("no column named 'iid'"));
        assertThat(findings.get(findings.size() - 1).text()).endsWith("may read it: 1.");
    }

    @Test
    void moreRightsThanReadingNeedsAreWarnedOf() throws SQLException {
        database.run("grant insert on orders to " + user);
        assertThat(rights()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.text()).isEqualTo("User '" + user + "' may change tables: 1, such as public.orders.");
            assertThat(finding.advice()).contains("revoke insert");
        });
        database.run("revoke insert on orders from " + user, "grant create on schema public to " + user);
        assertThat(rights()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.NOTE);
            assertThat(finding.text()).contains("may create tables in public");
        });
        database.run("alter role " + user + " superuser createdb");
        assertThat(rights()).singleElement().satisfies(finding -> {
            assertThat(finding.level()).isEqualTo(Level.WARNING);
            assertThat(finding.text()).contains("superuser, createdb");
        });
    }

    @Test
    void rowsThatPoliciesHideAreToldOf() throws SQLException {
        database.run("alter table orders enable row level security");
        assertThat(rights())
                .anyMatch(finding ->
                        finding.level() == Level.WARNING && finding.text().contains("left out silently"));
    }

    @Test
    void aClockThatIsWrongIsToldWithItsDirection() {
        try (Source source = source()) {
            Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5));
            assertThat(about(source.examine(List.of(), ahead), "clock").text())
                    .matches("The server's clock is (299|300) seconds behind this machine's\\.");
            Clock behind = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-5));
            assertThat(about(source.examine(List.of(), behind), "clock").text())
                    .matches("The server's clock is (299|300) seconds ahead of this machine's\\.");
        }
    }

    @Test
    void fewerSessionsThanWantedAreToldOf() throws SQLException {
        database.run("alter role " + user + " connection limit 3");
        Finding sessions = about(examine(), "sessions");
        assertThat(sessions.level()).isEqualTo(Level.WARNING);
        assertThat(sessions.advice()).isEqualTo("Set `max_connections` to no more than 3.");
    }

    @Test
    void aUserWhoMayNotLogInIsAFailure() throws SQLException {
        database.run("alter role " + user + " nologin");
        assertThatThrownBy(this::examine)
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.login"));
    }

    private List<Finding> rights() {
        return examine(Map.of("table", "orders")).stream()
                .filter(finding -> finding.topic().equals("rights"))
                .filter(finding -> finding.level() != Level.GOOD)
                .toList();
    }

    private static Finding about(List<Finding> findings, String topic) {
        return findings.stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow();
    }

    @SafeVarargs
    private List<Finding> examine(Map<String, Object>... extracts) {
        try (Source source = source()) {
            return source.examine(List.of(extracts).stream().map(Settings::new).toList(), Clock.systemUTC());
        }
    }

    private Source source() {
        return database.source(Map.of("user", user));
    }
}
