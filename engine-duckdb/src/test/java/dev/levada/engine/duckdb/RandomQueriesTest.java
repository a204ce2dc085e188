package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.LevadaException;
import dev.levada.engine.Translator.Translated;
import dev.levada.engine.Translator.Translation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that nobody thought of give the same rows in DuckDB and, translated, in PostgreSQL. */
class RandomQueriesTest {
    private static final int SEEDS = 12;
    private static final int QUERIES = Integer.getInteger("levada.random.queries", 25);

    @TempDir
    static Path folder;

    private static Twins twins;

    @BeforeAll
    static void fill() throws SQLException {
        twins = new Twins(folder);
        new TwinData(11).fill(twins);
    }

    @AfterAll
    static void close() throws SQLException {
        twins.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomQueriesGiveTheSameRows(long seed) throws SQLException {
        RandomQueries queries = new RandomQueries(seed);
        int compared = 0;
        for (int i = 0; i < QUERIES; i++) {
            String sql = queries.query();
            Translation translation = twins.translate(sql);
            assertThat(translation).as(sql).isInstanceOf(Translated.class);
            if (works(sql)) {
                twins.demandSameRows(sql, (Translated) translation);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(QUERIES * 9 / 10);
    }

    /** Where DuckDB gives no rows but an error there is nothing to compare. */
    private static boolean works(String sql) {
        try {
            twins.here(sql);
            return true;
        } catch (LevadaException e) {
            return false;
        }
    }
}
