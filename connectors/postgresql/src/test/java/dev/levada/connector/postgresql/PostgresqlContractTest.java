package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.testing.source.SourceContract;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresqlContractTest extends SourceContract {
    private static final String WIDE = "x".repeat(3000);

    private Database database;

    @BeforeEach
    void create() throws SQLException {
        database = Database.fresh()
                .run(
                        "create table users (id bigint primary key, name text)",
                        "alter table users alter name set storage plain",
                        "insert into users select i, '" + WIDE + "' from generate_series(1, 9) i",
                        "create view \"Active Users\" as select * from users",
                        "create schema sales",
                        "create table sales.users (id int)");
    }

    @Test
    void theSuiteReadsSeveralParts() {
        assertThat(database.form(Map.of("table", "users")).splits()).hasSize(5);
    }

    @Override
    public Source open() {
        return database.source();
    }

    @Override
    public Settings extract() {
        return new Settings(Map.of("table", "users"));
    }

    @Override
    public List<List<Object>> rows() {
        return LongStream.rangeClosed(1, 9)
                .mapToObj(id -> List.<Object>of(id, WIDE))
                .toList();
    }

    @Override
    public List<List<Object>> add() throws SQLException {
        database.run("insert into users values (10, '" + WIDE + "')");
        return List.of(List.of(10L, WIDE));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.DISCOVERS);
    }
}
