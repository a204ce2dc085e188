package dev.levada.connector.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Tells contents apart. Files up to {@link #WHOLE} bytes are summed wholly; of larger ones 32 evenly spaced blocks of
 * a megabyte, the first and the last among them, so that a checksum costs little beside loading the file.
 */
final class Checksum {
    static final long WHOLE = 64L << 20;
    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 32;

    private Checksum() {}

    /** CRC-32C in eight hexadecimal digits. */
    static String of(Path file, long size) throws IOException {
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.max(1, Math.min(BLOCK, size)));
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (size <= WHOLE) {
                while (add(channel, buffer, sum)) {}
            } else {
                for (int i = 0; i < BLOCKS; i++) {
                    channel.position(
                            (size - BLOCK) / (BLOCKS - 1) * i + (i == BLOCKS - 1 ? (size - BLOCK) % (BLOCKS - 1) : 0));
                    add(channel, buffer, sum);
                }
            }
        }
        return HexFormat.of().toHexDigits((int) sum.getValue());
    }

    /** Adds one full buffer, or less at the end of the file; false if there was nothing more. */
    private static boolean add(SeekableByteChannel channel, ByteBuffer buffer, CRC32C sum) throws IOException {
        buffer.clear();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        buffer.flip();
        boolean some = buffer.hasRemaining();
        sum.update(buffer);
        return some;
    }
}
