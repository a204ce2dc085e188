package dev.levada.connector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** How many lines end before each range of a file. Each range is counted once, when somebody asks for a later one. */
final class LineCounts {
    private static final int STEP = 1 << 18;

    private final Path file;
    private final long rangeBytes;
    private long[] before = {0};

    LineCounts(Path file, long rangeBytes) {
        this.file = file;
        this.rangeBytes = rangeBytes;
    }

    /** The lines that end in the first {@code ranges} ranges. */
    synchronized long before(int ranges) throws IOException {
        int known = before.length;
        if (ranges >= known) {
            long[] counts = Arrays.copyOf(before, ranges + 1);
            for (int i = known; i <= ranges; i++) {
                counts[i] = counts[i - 1] + count((i - 1) * rangeBytes);
            }
            before = counts;
        }
        return before[ranges];
    }

    private long count(long from) throws IOException {
        byte[] bytes = new byte[(int) Math.min(STEP, rangeBytes)];
        long count = 0;
        long left = rangeBytes;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(from);
            int read = channel.read(ByteBuffer.wrap(bytes));
            while (read > 0 && left > 0) {
                int used = (int) Math.min(read, left);
                count += Newlines.count(bytes, 0, used);
                left -= used;
                read = channel.read(ByteBuffer.wrap(bytes));
            }
        }
        return count;
    }
}
