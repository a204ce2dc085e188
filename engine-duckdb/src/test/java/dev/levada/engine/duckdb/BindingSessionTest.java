package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BindingSessionTest {
    private static final List<Column> ID = List.of(new Column("id", Type.Primitive.BIGINT));
    private static final List<Column> NAME = List.of(new Column("name", Type.Primitive.VARCHAR));

    @TempDir
    Path folder;

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void whatOneDeclaresBothSee() {
        try (Session binding = bench.session().forBinding()) {
            bench.session().declare(new AssetName("raw", "a"), ID);
            binding.declare(new AssetName("raw", "b"), NAME);

            assertThat(binding.describe("select id from raw.a")).isEqualTo(ID);
            assertThat(bench.session().describe("select name from raw.b")).isEqualTo(NAME);
        }
    }

    @Test
    void theTablesStayWhenOneThatBindsIsClosed() {
        try (Session binding = bench.session().forBinding()) {
            binding.declare(new AssetName("raw", "a"), ID);
        }
        assertThat(bench.session().describe("select id from raw.a")).isEqualTo(ID);
    }

    @Test
    void anotherShapeTakesThePlaceOfTheFirst() {
        try (Session binding = bench.session().forBinding()) {
            bench.session().declare(new AssetName("raw", "a"), ID);
            binding.declare(new AssetName("raw", "a"), NAME);

            assertThat(bench.session().describe("from raw.a")).isEqualTo(NAME);
        }
    }

    @Test
    void aQueryThatDoesNotBindSaysWhere() {
        bench.session().declare(new AssetName("raw", "a"), ID);
        try (Session binding = bench.session().forBinding()) {
            assertThatThrownBy(() -> binding.describe("select nme from raw.a"))
                    .isInstanceOfSatisfying(
                            SqlException.class, e -> assertThat(e.offset()).isEqualTo(7))
                    .hasMessageContaining("nme");
        }
    }

    @Test
    void threadsDeclareAndDescribeAtTheSameTime() throws Exception {
        int threads = 4;
        int tables = 100;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> described = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                String own = "t" + i + "_";
                described.add(pool.submit(() -> chain(own, tables)));
            }
            for (Future<Integer> count : described) {
                assertThat(count.get()).isEqualTo(tables);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Declares tables of which each has the shape of a query over the one before; beside them one that all threads declare. */
    private int chain(String own, int tables) {
        try (Session binding = bench.session().forBinding()) {
            binding.declare(new AssetName("raw", own + 0), ID);
            for (int i = 1; i <= tables; i++) {
                binding.declare(new AssetName("shared", "s"), NAME);
                List<Column> found = binding.describe("select id, name from raw." + own + (i - 1) + ", shared.s");
                binding.declare(new AssetName("raw", own + i), found.subList(0, 1));
            }
            return tables;
        }
    }
}
