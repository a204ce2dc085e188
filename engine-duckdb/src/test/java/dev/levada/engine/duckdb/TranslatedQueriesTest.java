package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each query gives the same rows in DuckDB and, translated, in PostgreSQL. */
class TranslatedQueriesTest {
    @TempDir
    static Path folder;

    private static Twins twins;

    @BeforeAll
    static void fill() throws SQLException {
        twins = new Twins(folder);
        new TwinData(7).fill(twins);
    }

    @AfterAll
    static void close() throws SQLException {
        twins.close();
    }

    static List<String> values() throws IOException {
        return queries("values.sql");
    }

    static List<String> edges() throws IOException {
        return queries("edges.sql");
    }

    static List<String> shapes() throws IOException {
        return queries("shapes.sql");
    }

    static List<String> wholes() throws IOException {
        return queries("wholes.sql");
    }

    static List<String> queries(String file) throws IOException {
        try (InputStream text = TranslatedQueriesTest.class.getResourceAsStream("translated/" + file)) {
            return Arrays.stream(new String(text.readAllBytes(), StandardCharsets.UTF_8).split(";\\s*\n"))
                    .map(String::strip)
                    .filter(query -> !query.isEmpty())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    void functionsAndOperatorsGiveTheSameValues(String sql) throws SQLException {
        demandSame(sql);
    }

    @ParameterizedTest
    @MethodSource("edges")
    void valuesAtTheEdgesAreTreatedTheSame(String sql) throws SQLException {
        demandSame(sql);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void clausesGiveTheSameRows(String sql) throws SQLException {
        demandSame(sql);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void realisticQueriesGiveTheSameRows(String sql) throws SQLException {
        demandSame(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user_features", "category_revenue"})
    void theFeaturesOfTheShopAreTheSame(String asset) throws SQLException, IOException {
        Path file = Path.of("../examples/shop/assets/features/" + asset + ".sql");
        demandSame(Files.readString(file).replace("$as_of", "'2024-06-01'"));
    }

    @Test
    void aSubqueryThatGivesSeveralRowsFailsInBoth() {
        String sql =
                "select user_id, (select v.plan from raw.users v where v.country = u.country) as p from raw.users u";
        Translated translated = (Translated) twins.translate(sql);
        assertThatThrownBy(() -> twins.here(sql)).hasMessageContaining("More than one row");
        assertThatThrownBy(() -> twins.there(translated)).hasMessageContaining("more than one row");
    }

    @Test
    void textsThatAreNoNumbersFailInBoth() {
        String sql = "select cast(s as integer) as n from raw.mixed";
        Translated translated = (Translated) twins.translate(sql);
        assertThatThrownBy(() -> twins.here(sql)).hasMessageContaining("Could not convert string");
        assertThatThrownBy(() -> twins.there(translated)).hasMessageContaining("not in a common form");
    }

    @Test
    void allLettersHaveTheSameCases() throws SQLException {
        List<String> letters = IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(Character::isLetter)
                .filter(c -> Character.toUpperCase(c) != c || Character.toLowerCase(c) != c || c == 'ß')
                .mapToObj(c -> "('" + Character.toString(c) + "')")
                .toList();
        assertThat(letters).hasSizeGreaterThan(2000);
        twins.table("raw.letters", "c VARCHAR", letters);
        demandSame("select c, upper(c) as u, lower(c) as l, c ilike upper(c) as same from raw.letters");
        demandSame("select row_number() over (order by c) as place, c from raw.letters");
    }

    private static void demandSame(String sql) throws SQLException {
        Translation translation = twins.translate(sql);
        assertThat(translation).isInstanceOf(Translated.class);
        Translated translated = (Translated) translation;
        twins.demandSameRows(sql, translated);
        assertThat(twins.shapeThere(translated)).isEqualTo(Twins.shape(translated.columns()));
    }
}
