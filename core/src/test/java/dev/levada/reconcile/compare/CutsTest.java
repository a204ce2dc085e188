package dev.levada.reconcile.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CutsTest {
    private static final Column ID = new Column("id", Type.Primitive.INTEGER);
    private static final Layout LAYOUT = new Layout(List.of(ID), List.of(ID));

    @Test
    void without_cuts_there_is_one_chunk() {
        Cuts cuts = new Cuts(LAYOUT, List.of());
        assertThat(cuts.chunks()).isEqualTo(1);
        assertThat(cuts.chunk()).isEqualTo("0");
    }

    @Test
    void a_chunk_is_found_by_halves() {
        List<List<String>> begins = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            begins.add(List.of(String.valueOf(i)));
        }
        String chunk = new Cuts(LAYOUT, List.copyOf(begins)).chunk();
        assertThat(deepest(chunk)).isBetween(9, 11);
    }

    @Test
    void nulls_come_before_all_other_keys() {
        Cuts cuts = new Cuts(LAYOUT, List.of(Arrays.asList((String) null), List.of("5")));
        assertThat(cuts.chunk())
                .isEqualTo("CASE WHEN coalesce(levada_k0 < CAST('5' AS INTEGER), true) THEN"
                        + " CASE WHEN false THEN 0 ELSE 1 END ELSE 2 END");
    }

    /** How many cases lie in each other at the most. */
    private static int deepest(String sql) {
        int depth = 0;
        int deepest = 0;
        for (String word : sql.split(" ")) {
            depth += word.equals("CASE") ? 1 : word.equals("END") ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }
}
