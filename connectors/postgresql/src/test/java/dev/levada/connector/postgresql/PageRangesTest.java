package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PageRangesTest {
    private static final Pattern BOUND = Pattern.compile("ctid (<|>=) '\\((\\d+),0\\)'::tid");
    private static final long MB = 1 << 20;

    @Test
    void whatIsSmallIsReadWhole() {
        assertThat(PageRanges.conditions(List.of(), MB)).containsExactly("");
        assertThat(PageRanges.conditions(List.of(new Leaf(0, 0)), MB)).containsExactly("");
        assertThat(PageRanges.conditions(List.of(new Leaf(100, MB)), MB)).containsExactly("");
    }

    @Test
    void thePartsOfATableAreEven() {
        assertThat(PageRanges.conditions(List.of(new Leaf(100, 4 * MB)), MB))
                .containsExactly(
                        "ctid < '(25,0)'::tid",
                        "ctid >= '(25,0)'::tid and ctid < '(50,0)'::tid",
                        "ctid >= '(50,0)'::tid and ctid < '(75,0)'::tid",
                        "ctid >= '(75,0)'::tid");
    }

    @Test
    void aHugePartitionIsPartedAndManySmallOnesAreReadTogether() {
        List<Leaf> leaves = new ArrayList<>(List.of(new Leaf(100_000, 1000 * MB)));
        for (int i = 0; i < 500; i++) {
            leaves.add(new Leaf(100 + i, MB));
        }
        demandEven(leaves, 10 * MB, 150);
    }

    @Test
    void valuesOutsideOfThePagesCount() {
        assertThat(PageRanges.conditions(List.of(new Leaf(10, 10 * MB)), MB)).hasSize(10);
    }

    @Test
    void thereAreNeverMoreThanAFewHundred() {
        assertThat(PageRanges.conditions(List.of(new Leaf(1 << 30, 1L << 43)), MB))
                .hasSizeLessThan(260);
    }

    @Test
    void eachPageIsInOnePartWhateverThePartitionsAre() {
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<Leaf> leaves = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                long pages = 1 + random.nextInt(10_000);
                leaves.add(new Leaf(pages, pages * (100 + random.nextInt(20_000))));
            }
            demandEven(leaves, 5 * MB, 260);
        }
    }

    /** No part takes more than its share, but for the pages at its bound. */
    private static void demandEven(List<Leaf> leaves, long bytes, int most) {
        List<String> conditions = PageRanges.conditions(leaves, bytes);
        assertThat(conditions).hasSizeLessThanOrEqualTo(most);
        long total = leaves.stream().mapToLong(Leaf::bytes).sum();
        double slice = leaves.stream()
                .mapToDouble(leaf -> (double) leaf.bytes() / leaf.pages())
                .sum();
        double read = 0;
        long at = 0;
        for (String condition : conditions) {
            List<MatchResult> bounds = BOUND.matcher(condition).results().toList();
            boolean last = bounds.stream().noneMatch(bound -> bound.group(1).equals("<"));
            long end = last
                    ? Long.MAX_VALUE
                    : Long.parseLong(bounds.get(bounds.size() - 1).group(2));
            long begin = at;
            if (begin > 0) {
                assertThat(bounds.get(0).group()).isEqualTo("ctid >= '(" + begin + ",0)'::tid");
            }
            double part = leaves.stream()
                    .mapToDouble(leaf ->
                            Math.max(0, Math.min(end, leaf.pages()) - begin) * ((double) leaf.bytes() / leaf.pages()))
                    .sum();
            assertThat(part).isLessThanOrEqualTo(Math.max(bytes, total / 256.0 + 1) + 2 * slice + 1);
            read += part;
            at = end;
        }
        assertThat(at).isEqualTo(Long.MAX_VALUE);
        assertThat(read).isCloseTo(total, org.assertj.core.data.Percentage.withPercentage(0.001));
    }
}
