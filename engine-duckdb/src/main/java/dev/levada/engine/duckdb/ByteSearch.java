package dev.levada.engine.duckdb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.LongStream;

/** Looks for a byte in a whole file, eight at a time and on all cores: gigabytes in a second if they are in memory. */
final class ByteSearch {
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long STRETCH = 16L << 20;
    private static final int BUFFER = 256 << 10;

    private final byte wanted;

    ByteSearch(char wanted) {
        this.wanted = (byte) wanted;
    }

    /** Whether the byte is there, or the file cannot be read; stops at the first hit. */
    boolean mayBeIn(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long stretches = (channel.size() + STRETCH - 1) / STRETCH;
            return LongStream.range(0, stretches).parallel().anyMatch(stretch -> isIn(channel, stretch * STRETCH));
        } catch (IOException | UncheckedIOException e) {
            return true; // who reads the file in earnest finds out what is wrong with it
        }
    }

    private boolean isIn(FileChannel channel, long start) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.nativeOrder());
        try {
            long place = start;
            while (place < start + STRETCH) {
                int read = channel.read(buffer.clear(), place);
                if (read < 0) {
                    return false;
                }
                if (isIn(buffer.flip())) {
                    return true;
                }
                place += read;
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Eight times the same byte. */
    static long pattern(byte wanted) {
        return ONES * (wanted & 0xff);
    }

    /** The high bit of the lowest byte in which a word agrees with a pattern, perhaps with higher bits; 0 if there is none. */
    static long hits(long word, long pattern) {
        long differing = word ^ pattern;
        // Only a byte that is zero borrows from its high bit without having it set.
        return (differing - ONES) & ~differing & HIGH_BITS;
    }

    private boolean isIn(ByteBuffer bytes) {
        long pattern = pattern(wanted);
        int end = bytes.limit();
        int words = end & ~7;
        for (int i = 0; i < words; i += Long.BYTES) {
            if (hits(bytes.getLong(i), pattern) != 0) {
                return true;
            }
        }
        for (int i = words; i < end; i++) {
            if (bytes.get(i) == wanted) {
                return true;
            }
        }
        return false;
    }
}
