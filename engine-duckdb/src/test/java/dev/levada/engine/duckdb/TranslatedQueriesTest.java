package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
    @MethodSource("shapes")
    void clausesGiveTheSameRows(String sql) throws SQLException {
        demandSame(sql);
    }

    @ParameterizedTest
    @MethodSource("wholes")
    void realisticQueriesGiveTheSameRows(String sql) throws SQLException {
        demandSame(sql);
    }

    private static void demandSame(String sql) throws SQLException {
        Translation translation = twins.translate(sql);
        assertThat(translation).isInstanceOf(Translated.class);
        Translated translated = (Translated) translation;
        twins.demandSameRows(sql, translated);
        assertThat(twins.shapeThere(translated)).isEqualTo(Twins.shape(translated.columns()));
    }
}
