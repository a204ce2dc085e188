package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What users are told when the server cannot be reached or refuses. */
class RefusalsTest {
    private static final String PASSWORD = "hunter2-is-secret";

    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh().run("create table users (id int)");
    }

    @Test
    void nobodyAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        demand(() -> plan(Map.of("port", (long) free)), "source.unreachable", "check `host` and `port`");
    }

    @Test
    void aUserWhoMayNotLogIn() throws SQLException {
        String user = database.name() + "_user";
        database.run("create role " + user + " nologin");
        demand(() -> plan(Map.of("user", user)), "source.login", "Check `user`, `password`, `sslmode`");
    }

    @Test
    void aWrongPassword() {
        try (PostgresqlSource source = database.source(Map.of("password", PASSWORD))) {
            SQLException refused = new SQLException("password authentication failed for user \"postgres\"", "28P01");
            demand(
                    () -> {
                        throw source.server().failure("cannot list the tables", refused);
                    },
                    "source.login",
                    "cannot list the tables: password authentication failed for user \"postgres\". Check `user`, `password`");
            assertThat(source.server().failure("x", refused).getMessage()).doesNotContain(PASSWORD);
        }
    }

    @Test
    void aDatabaseThatIsNotThere() {
        demand(() -> plan(Map.of("database", "nope")), "source.not-found", "Check `database` at localhost:");
    }

    @Test
    void aTableThatMayNotBeRead() throws SQLException {
        String user = database.name() + "_user";
        database.run("create role " + user + " login", "create view v as select * from users");
        demand(
                () -> plan(Map.of("user", user)),
                "source.privilege",
                "grant select on \"public\".\"users\" to \"" + user);
        database.run("grant select on v to " + user);
        try (Source source = database.source(Map.of("user", user))) {
            assertThat(source.discover()).extracting("title").containsExactly("public.v (view)");
        }
    }

    @Test
    void aStatementThatTakesTooLong() {
        Map<String, Object> limit = Map.of("statement_timeout", Duration.ofMillis(200));
        demand(
                () -> {
                    try (Source source = database.source(limit)) {
                        Form.Rows form =
                                (Form.Rows) Database.plan(source, Map.of("query", "select pg_sleep(20)::text as v"))
                                        .form();
                        Database.rows(source, form, form.splits().get(0));
                    }
                },
                "source.timeout",
                "`statement_timeout` sets the limit");
    }

    @Test
    void aUrlSaysItAll() throws SQLException {
        String url = "postgresql://postgres:p%40ss@localhost:" + Database.port() + "/" + database.name()
                + "?sslmode=disable&application_name=mine";
        Address address = Address.of("crm", new Settings(Map.of("url", url)), Path.of(""));
        assertThat(address.word("password", "")).isEqualTo("p@ss");
        assertThat(address.toString()).doesNotContain("p@ss");
        try (Source source = new PostgresqlSource(new Server("crm", address), Database.IMPATIENT, 1)) {
            assertThat(source.discover()).hasSize(1);
        }
    }

    @Test
    void aUrlThatCannotBeReadDoesNotShowItsPassword() {
        for (String url :
                List.of("postgresql://u:" + PASSWORD + "@@h/ d", "mysql://u:" + PASSWORD + "@h/d", PASSWORD)) {
            assertThatThrownBy(() -> Address.of("crm", new Settings(Map.of("url", url)), Path.of("")))
                    .hasMessageContaining("should be like postgresql://user:password@host:5432/database")
                    .satisfies(e -> assertThat(printed(e)).doesNotContain(PASSWORD));
        }
        assertThatThrownBy(() -> Address.of(
                        "crm", new Settings(Map.of("url", "postgres://u@h/d?ssmode=" + PASSWORD)), Path.of("")))
                .hasMessageContaining("unknown parameter 'ssmode'. Did you mean 'sslmode'?")
                .satisfies(e -> assertThat(printed(e)).doesNotContain(PASSWORD));
        assertThatThrownBy(() -> Address.of("crm", new Settings(Map.of("host", "h", "user", "u")), Path.of("")))
                .hasMessage("Connection 'crm': `database` is missing. Give it, or a `url` that has it.");
    }

    private void plan(Map<String, Object> more) {
        try (Source source = database.source(more)) {
            Database.plan(source, Map.of("table", "users"));
        }
    }

    private static void demand(ThrowingCallable call, String code, String help) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(LevadaException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.blame()).isEqualTo(Blame.OUTSIDE);
                })
                .hasMessageStartingWith("Connection 'crm': ")
                .hasMessageContaining(help);
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
