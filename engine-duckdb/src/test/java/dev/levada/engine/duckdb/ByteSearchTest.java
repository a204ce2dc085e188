package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSearchTest {
    private static final ByteSearch QUOTE = new ByteSearch('"');

    @TempDir
    Path folder;

    @Test
    void findsAByteAtEveryPlaceOfAFile() throws IOException {
        for (int place = 0; place < 27; place++) {
            byte[] bytes = othersThanAQuote(27);
            bytes[place] = '"';
            assertThat(QUOTE.mayBeIn(Files.write(folder.resolve("a"), bytes)))
                    .as("quote at %d", place)
                    .isTrue();
        }
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        assertThat(QUOTE.mayBeIn(Files.write(folder.resolve("empty"), new byte[0])))
                .isFalse();
        assertThat(QUOTE.mayBeIn(Files.write(folder.resolve("others"), othersThanAQuote(1_000_003))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, (256 << 10) - 1, 256 << 10, (16 << 20) - 1, 16 << 20, (40 << 20) + 4})
    void findsAByteWhereverAReadingEnds(long place) throws IOException {
        Path file = folder.resolve("large");
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength((40 << 20) + 5);
            assertThat(QUOTE.mayBeIn(file)).isFalse();
            bytes.seek(place);
            bytes.write('"');
        }
        assertThat(QUOTE.mayBeIn(file)).isTrue();
    }

    @Test
    void aFileThatCannotBeReadMayHoldAnything() {
        assertThat(QUOTE.mayBeIn(folder.resolve("missing"))).isTrue();
    }

    /** All bytes in turn but the quote, its neighbours and its likes with the high bit among them. */
    private static byte[] othersThanAQuote(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int next = (i * 129 + '!') & 0xff;
            bytes[i] = (byte) (next == '"' ? 0x22 | 0x80 : next);
        }
        return bytes;
    }
}
