package dev.levada.connector.jdbc.h2;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.testing.source.SourceContract;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

class H2ContractTest extends SourceContract {
    private final Memory database = Memory.fresh();

    @BeforeEach
    void create() throws SQLException {
        database.run(
                "create table users (id integer primary key, name varchar, joined date)",
                "insert into users values (1, 'Ayşe', date '2024-01-01'), (2, 'Bob', null), (3, null, null)",
                "create view \"Active Users\" as select * from users",
                "create schema sales",
                "create table sales.users (id int)");
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
        return List.of(
                Arrays.asList(1L, "Ayşe", LocalDate.of(2024, 1, 1)),
                Arrays.asList(2L, "Bob", null),
                Arrays.asList(3L, null, null));
    }

    @Override
    public List<List<Object>> add() throws SQLException {
        database.run("insert into users values (4, 'İpek', null)");
        return List.of(Arrays.asList(4L, "İpek", null));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.DISCOVERS);
    }
}
