package dev.levada.connector.jdbc.sqlite;

import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.testing.source.SourceContract;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest extends SourceContract {
    @TempDir
    Path folder;

    @BeforeEach
    void create() throws SQLException {
        new Crm(folder)
                .run(
                        "create table users (id integer primary key, name text, joined date)",
                        "insert into users values (1, 'Ayşe', '2024-01-01'), (2, 'Bob', null), (3, null, 'soon')",
                        "create view \"Active Users\" as select * from users");
    }

    @Override
    public Source open() {
        return new Crm(folder).source();
    }

    @Override
    public Settings extract() {
        return new Settings(Map.of("table", "users"));
    }

    @Override
    public List<List<Object>> rows() {
        return List.of(
                Arrays.asList("1", "Ayşe", "2024-01-01"),
                Arrays.asList("2", "Bob", null),
                Arrays.asList("3", null, "soon"));
    }

    @Override
    public List<List<Object>> add() throws SQLException {
        new Crm(folder).run("insert into users values (4, 'İpek', '2024-02-02')");
        return List.of(List.of("4", "İpek", "2024-02-02"));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.DISCOVERS, Ability.VERSIONED);
    }
}
