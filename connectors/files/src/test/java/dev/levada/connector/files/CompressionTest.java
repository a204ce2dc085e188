package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressionTest {
    private static final int ROWS = 20_000;
    private static final List<String> LINES = lines();

    @TempDir
    Path folder;

    @Test
    void packedFilesGiveWhatPlainOnesDo() throws IOException {
        assertThat(read("f.jsonl", text().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(LINES);
        assertThat(read("f.jsonl.gz", Drop.gzip(text()))).isEqualTo(LINES);
        assertThat(read("f.jsonl.zst", Drop.zstd(text()))).isEqualTo(LINES);
    }

    @Test
    void theContentTellsTheCompressionNotTheName() throws IOException {
        assertThat(read("a.jsonl", Drop.gzip("1\n2"))).containsExactly("1", "2");
        assertThat(read("b.jsonl.gz", Drop.zstd("1\n2"))).containsExactly("1", "2");
        assertThat(read("c.jsonl.zst", "1\n2".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .containsExactly("1", "2");
    }

    @Test
    void partsThatWereJoinedAreReadAsOne() throws IOException {
        assertThat(read("a.jsonl", concat(Drop.gzip("1\n2"), Drop.gzip("3\n4"))))
                .containsExactly("1", "23", "4");
        assertThat(read("b.jsonl", concat(Drop.zstd("1\n2"), Drop.zstd("3\n4"))))
                .containsExactly("1", "23", "4");
        assertThat(read("c.jsonl", concat(Drop.gzip("1\n"), new byte[512]))).containsExactly("1");
    }

    @Test
    void aTruncatedGzipFileGivesTheRowsBeforeAndOneDefect() throws IOException {
        assertEndsEarly(Drop.gzip(text()), 0.5);
        assertEndsEarly(Drop.gzip(text()), 0.9);
    }

    @Test
    void aTruncatedZstdFileGivesTheRowsBeforeAndOneDefect() throws IOException {
        assertEndsEarly(Drop.zstd(text()), 0.5);
        assertEndsEarly(Drop.zstd(text()), 0.9);
    }

    @Test
    void everyPlaceToCutAFileIsNoticed() throws IOException {
        for (byte[] packed : List.of(Drop.gzip("1\n2\n3\n"), Drop.zstd("1\n2\n3\n"))) {
            for (int length = 5; length < packed.length; length++) {
                List<String> rows = read("f.jsonl", Arrays.copyOf(packed, length));
                assertThat(rows.get(rows.size() - 1))
                        .as("%d of %d bytes", length, packed.length)
                        .contains("!the compressed file ");
            }
        }
    }

    @Test
    void aWrongChecksumIsNoticedAfterTheRows() throws IOException {
        byte[] packed = Drop.gzip("1\n2\n");
        packed[packed.length - 8] ^= 1;
        assertThat(read("f.jsonl", packed))
                .containsExactly(
                        "1",
                        "2",
                        " !the compressed file is damaged at or before byte " + packed.length
                                + ": its checksum (CRC) does not fit");
    }

    @Test
    void whatFollowsThePackedDataIsNotOverlooked() throws IOException {
        byte[] packed = concat(Drop.gzip("1\n"), "oops".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(read("f.jsonl", packed))
                .containsExactly(
                        "1",
                        " !the compressed file is damaged at or before byte " + packed.length
                                + ": what follows the packed data is not gzip");
    }

    @Test
    void aDamagedFileGivesTheRowsBefore() throws IOException {
        Random random = new Random(3);
        for (byte[] good : List.of(Drop.gzip(text()), Drop.zstd(text()))) {
            for (int round = 0; round < 20; round++) {
                byte[] packed = good.clone();
                packed[packed.length / 2 + random.nextInt(packed.length / 3)] ^= (byte) (1 + random.nextInt(255));
                List<String> rows = read("f.jsonl", packed);
                assertThat(rows.get(rows.size() - 1)).contains("!the compressed file ");
                assertThat(rows).startsWith(LINES.subList(0, 1000).toArray(String[]::new));
            }
        }
    }

    private void assertEndsEarly(byte[] packed, double share) throws IOException {
        int length = (int) (packed.length * share);
        List<String> rows = read("f.jsonl", Arrays.copyOf(packed, length));
        int whole = rows.size() - 1;
        assertThat(rows.get(whole)).contains("!the compressed file ends early, after " + length + " bytes");
        assertThat(rows.subList(0, whole)).isEqualTo(LINES.subList(0, whole));
        assertThat(whole).isGreaterThan((int) (ROWS * share * 0.7));
    }

    private List<String> read(String name, byte[] bytes) throws IOException {
        return new Drop(folder)
                        .file(name, bytes)
                        .documents(Map.of("files", name, "json", Map.of("layout", "lines")), 1L << 40)
                        .stream()
                        .map(document -> document.replaceFirst("^[^ ]* ", ""))
                        .toList();
    }

    private static String text() {
        return LINES.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static List<String> lines() {
        Random random = new Random(1);
        return IntStream.range(0, ROWS)
                .mapToObj(i -> "{\"id\":" + i + ",\"value\":\"" + Long.toHexString(random.nextLong()) + "\"}")
                .toList();
    }

    private static byte[] concat(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
