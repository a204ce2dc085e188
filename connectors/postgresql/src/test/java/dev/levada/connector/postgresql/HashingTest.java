package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Hashing;
import dev.levada.api.Read;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HashingTest {
    private static final Map<String, Object> KINDS = Map.of("table", "kinds", "changes", "hash");

    @Test
    void every_row_tells_its_hash_with_its_key_and_with_all_its_columns() throws SQLException, IOException {
        Database database = Database.fresh();
        database.run("create table kinds as select i as id, i % 7 as n, repeat('x', 900) as filler"
                + " from generate_series(1, 100) i");
        try (Source source = database.source()) {
            Extent plan = Database.plan(source, KINDS);
            Extent keys = hashing(source, "id").keys();

            assertThat(((Form.Rows) keys.form()).splits()).hasSizeGreaterThan(5);
            Set<List<Object>> told = new HashSet<>(rows(source, keys));
            assertThat(told).hasSize(100).allMatch(row -> row.size() == 2);
            Set<List<Object>> cut = new HashSet<>();
            rows(source, plan).forEach(row -> cut.add(List.of(row.get(0), row.get(3))));
            assertThat(cut).isEqualTo(told);
        }
    }

    @Test
    void rows_that_differ_in_anything_differ_in_their_hash() throws SQLException, IOException {
        Database database = Database.fresh();
        database.run(
                "create table kinds (id int, a text, b text, x double precision)",
                "insert into kinds values (1, null, 'v', 0.1), (1, '', 'v', 0.1), (1, 'v', null, 0.1),"
                        + " (1, 'v,', '', 0.1), (1, 'v', ',', 0.1), (1, 'v', '', 0.1),"
                        + " (1, 'v', '', 0.1::float8 + 1e-17), (1, 'v', '', 0.10000000000000002), (2, 'v', '', 0.1),"
                        + " (1, '(1,v)', '\"', 0.1), (1, '(1,v)', '\\', 0.1)");
        try (Source source = database.source()) {
            Set<Object> hashes = new HashSet<>();
            rows(source, hashing(source, "id").keys()).forEach(row -> hashes.add(row.get(1)));

            // One row equals another: what was added to its number is too small to change it.
            assertThat(hashes).hasSize(10);
        }
    }

    @Test
    void rows_are_found_by_keys_of_all_kinds() throws SQLException, IOException {
        Database database = Database.fresh();
        database.run(
                "create type mood as enum ('sad', 'it''s \"fine\"')",
                "create domain positive as integer check (value > 0)",
                "create table kinds (a bigserial, b varchar(40), c mood, d date, e timestamptz, f uuid, g numeric, h positive,"
                        + " i char(4), j boolean, k double precision, l time, note text)",
                "insert into kinds values (1, E'o''b\"{\\\\},NULL', 'it''s \"fine\"', '2024-02-29',"
                        + " '2024-01-01 12:00:00.123456Z', '00000000-0000-0000-0000-00000000000a', 1.50, 7, 'ab', true, 0.1,"
                        + " '12:34:56.5', 'found'), (2, 'NULL', 'sad', '2024-02-29', '2024-01-01Z',"
                        + " '00000000-0000-0000-0000-00000000000b', 2, 8, 'cd', false, 1e300, '00:00', 'other')");
        List<List<String>> key = List.of(List.of(
                "1",
                "o'b\"{\\},NULL",
                "it's \"fine\"",
                "2024-02-29",
                "2024-01-01 12:00:00.123456+00",
                "00000000-0000-0000-0000-00000000000a",
                "1.50",
                "7",
                "ab  ",
                "true",
                "0.1",
                "12:34:56.5"));
        try (Source source = database.source()) {
            Hashing hashing = hashing(source, "a", "B", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l");
            Extent found = hashing.rows(key);

            assertThat(rows(source, found))
                    .singleElement()
                    .satisfies(row -> assertThat(row.get(12)).hasToString("found"));
            assertThat(((Form.Rows) found.form()).columns())
                    .isEqualTo(((Form.Rows) Database.plan(source, KINDS).form()).columns());
            assertThat(rows(source, hashing(source, "b").rows(List.of(List.of("NULL")))))
                    .hasSize(1);
        }
    }

    @Test
    void rows_of_queries_are_hashed_too() throws SQLException, IOException {
        Database database = Database.fresh();
        database.run("create table kinds as select i as id, i % 3 as n from generate_series(1, 9) i");
        Map<String, Object> query =
                Map.of("query", "select n, count(*) as c from kinds group by n -- all", "changes", "hash");
        try (Source source = database.source()) {
            Hashing hashing = hashing(source, query, "n");

            assertThat(rows(source, hashing.keys())).hasSize(3);
            assertThat(rows(source, hashing.rows(List.of(List.of("1"), List.of("2")))))
                    .hasSize(2);
        }
    }

    @Test
    void what_cannot_be_done_is_said() throws SQLException {
        Database database = Database.fresh();
        database.run("create table kinds (id bytea, n int)");
        try (Source source = database.source()) {
            assertThat(source.hashing(read(Map.of("table", "kinds")), List.of()))
                    .isEmpty();
            assertThatThrownBy(() -> hashing(source)).hasMessageContaining("`changes: hash` finds rows by their key");
            assertThatThrownBy(() -> hashing(source, "ID").keys())
                    .hasMessageContaining("cannot find rows by column 'id', which holds bytes");
            assertThatThrownBy(() -> hashing(source, "m").keys())
                    .hasMessageContaining("the key's column 'm' is not among those that are read");
        }
    }

    private static Hashing hashing(Source source, String... key) {
        return hashing(source, KINDS, key);
    }

    private static Hashing hashing(Source source, Map<String, Object> extract, String... key) {
        return source.hashing(read(extract), List.of(key)).orElseThrow();
    }

    private static Read read(Map<String, Object> extract) {
        return new Read(new Settings(extract), Optional.empty());
    }

    private static List<List<Object>> rows(Source source, Extent extent) throws IOException {
        Form.Rows form = (Form.Rows) extent.form();
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : form.splits()) {
            rows.addAll(Database.rows(source, form, split));
        }
        return rows;
    }
}
