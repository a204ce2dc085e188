package dev.levada.connector.jdbc.mysql;

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

class MariadbContractTest extends SourceContract {
    private Maria database;

    @BeforeEach
    void create() throws SQLException {
        database = Maria.fresh();
        database.run(
                "create table users (id bigint primary key, name varchar(20))",
                "insert into users select seq, concat('Ayşe ', seq) from seq_1_to_1000",
                "analyze table users",
                "create view `Active Users` as select * from users");
    }

    @Test
    void theSuiteReadsSeveralParts() {
        assertThat(database.form(Map.of("table", "users")).splits()).hasSizeGreaterThan(5);
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
        return LongStream.rangeClosed(1, 1000)
                .mapToObj(id -> List.<Object>of(id, "Ayşe " + id))
                .toList();
    }

    @Override
    public List<List<Object>> add() throws SQLException {
        database.run("insert into users values (1001, 'İpek')");
        return List.of(List.of(1001L, "İpek"));
    }

    @Override
    public Set<Ability> abilities() {
        return Set.of(Ability.DISCOVERS);
    }
}
