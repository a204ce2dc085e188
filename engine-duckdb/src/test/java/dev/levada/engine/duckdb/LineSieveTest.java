package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineSieveTest {
    private static final long ALL = Long.MAX_VALUE;

    @TempDir
    Path folder;

    @Test
    void findsLinesByTheirNumber() throws IOException {
        assertThat(found("name,id\na,1\nb,22\nc,3\nd,-22\n", 1, 22, -22)).containsExactly("3,b,22", "5,d,-22");
    }

    @Test
    void findsEveryLineWhoseFieldIsNotPlainlyANumber() throws IOException {
        String lines = "name,id\na,\nb,+1\nc,1.0\nd\n\ne,1234567890123456789\nf,x\ng,7\nh,-";
        assertThat(found(lines, 1, 5))
                .containsExactly("2,a,", "3,b,+1", "4,c,1.0", "5,d", "7,e,1234567890123456789", "8,f,x", "10,h,-");
    }

    @Test
    void leavesCarriageReturnsOutAndTakesALastLineThatDoesNotEnd() throws IOException {
        assertThat(found("id,name\r\n1,a\r\n\r\n2,b\r\n3,c", 0, 1, 2, 3)).containsExactly("2,1,a", "4,2,b", "5,3,c");
    }

    @Test
    void findsLinesByAPlaceInThem() throws IOException {
        Path file = Files.writeString(folder.resolve("in.csv"), "id\n1,a\n2,b\n3,c\n");
        long[] places = {7, 11};
        assertThat(copied(new LineSieve(',', 0, locators(), places), file, ALL)).containsExactly("3,2,b", "4,3,c");
    }

    /** Lines cross the borders of stretches in all manners: whatever is found must be what a plain search finds. */
    @Test
    void findsTheSameInLargeFilesAsAPlainSearch() throws IOException {
        Random random = new Random(7);
        List<String> lines = IntStream.range(0, 300_000)
                .mapToObj(i -> i + "," + "x".repeat(i % 1_000 == 0 ? random.nextInt(100_000) : random.nextInt(40)))
                .toList();
        Path file = Files.writeString(folder.resolve("in.csv"), "id,text\n" + String.join("\n", lines) + "\n");
        long[] wanted = random.longs(2_000, 0, lines.size()).sorted().distinct().toArray();
        List<String> expected = IntStream.range(0, wanted.length)
                .mapToObj(i -> wanted[i] + 2 + "," + lines.get((int) wanted[i]))
                .toList();
        assertThat(Files.size(file)).isGreaterThan(12 << 20);
        assertThat(copied(new LineSieve(',', 0, locators(wanted), new long[0]), file, ALL))
                .containsAll(expected)
                .hasSizeLessThan(expected.size() + lines.size() / 20);
    }

    @Test
    void givesUpOnFilesOfWhichItWouldCopyTooMuch() throws IOException {
        Path file = Files.writeString(folder.resolve("in.csv"), "id\n1\n2\n");
        LineSieve sieve = new LineSieve(',', 0, locators(1, 2), new long[0]);
        assertThat(sieve.copy(file, 1, 1, folder.resolve("out.csv"), 1)).isFalse();
    }

    @Test
    void givesUpOnFilesWithoutLines() throws IOException {
        Path file = Files.write(folder.resolve("in.csv"), new byte[40 << 20]);
        LineSieve sieve = new LineSieve(',', 0, locators(), new long[0]);
        assertThat(sieve.copy(file, 0, 1, folder.resolve("out.csv"), ALL)).isFalse();
    }

    @Test
    void locatorsAreFoundAndFewOthers() {
        for (int shift : new int[] {0, 3, 22, 40}) {
            long[] numbers = new Random(shift)
                    .longs(10_000, -1L << 20, 1L << 20)
                    .map(number -> number << shift)
                    .toArray();
            Locators locators = locators(numbers);
            assertThat(LongStream.of(numbers)).allMatch(locators::mayContain);
            long others = new Random(99)
                    .longs(100_000, 1L << 21, 1L << 22)
                    .filter(number -> locators.mayContain(number << shift))
                    .count();
            assertThat(others).isLessThan(5_000);
        }
    }

    private static Locators locators(long... numbers) {
        Locators locators = new Locators();
        LongStream.of(numbers).forEach(locators::add);
        return locators;
    }

    private List<String> found(String text, int field, long... numbers) throws IOException {
        Path file = Files.writeString(folder.resolve("in.csv"), text);
        return copied(new LineSieve(',', field, locators(numbers), new long[0]), file, ALL);
    }

    private List<String> copied(LineSieve sieve, Path file, long most) throws IOException {
        Path out = folder.resolve("out.csv");
        assertThat(sieve.copy(file, 1, 1, out, most)).isTrue();
        return Files.readAllLines(out).stream().collect(Collectors.toList());
    }
}
