package dev.levada.connector.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file's bytes, unpacked. Where the packed data is damaged the bytes end, and {@link #damage} tells why; a file that
 * cannot be read is an exception.
 */
final class StoredBytes implements AutoCloseable {
    /** Unpacked in small steps: what a step unpacked before it met the damage may be lost. */
    private static final int STEP = 1 << 15;

    private final File file;
    private final Compression compression;
    private final InputStream unpacked;
    private @Nullable String damage;

    private StoredBytes(File file, Compression compression) throws IOException {
        this.file = file;
        this.compression = compression;
        this.unpacked = compression.unpack(file);
    }

    /** Opens a file at an offset, which is 0 if it is packed. */
    static StoredBytes open(Path path, Compression compression, long offset) throws IOException {
        File file = new File(Files.newByteChannel(path));
        try {
            byte[] first = file.readNBytes(Compression.MAGIC);
            file.begin(offset);
            return new StoredBytes(file, compression.resolve(first));
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Reads at least one byte, or returns -1 at the end and at damage. */
    int read(byte[] bytes, int from, int length) throws IOException {
        if (damage != null) {
            return -1;
        }
        if (compression == Compression.NONE) {
            return file.read(bytes, from, length);
        }
        try {
            return unpacked.read(bytes, from, Math.min(STEP, length));
        } catch (IOException | RuntimeException e) {
            if (file.failure != null) {
                throw file.failure;
            }
            damage = description(e);
            return -1;
        }
    }

    /** Why the bytes ended before the file did; null if they did not. */
    @Nullable
    String damage() {
        return damage;
    }

    boolean isPacked() {
        return compression != Compression.NONE;
    }

    /** How many of the stored bytes were read; any thread may ask. */
    long storedBytesRead() {
        return file.read;
    }

    @Override
    public void close() {
        try {
            unpacked.close();
        } catch (IOException | RuntimeException e) {
            // nothing is lost by a file that was only read
        }
    }

    private String description(Exception cause) {
        if (cause instanceof EOFException) {
            return "the compressed file ends early, after " + file.read + " bytes";
        }
        return "the compressed file is damaged at or before byte " + file.read + ": " + cause.getMessage();
    }

    /** The bytes as stored, counted, with a failure of the file itself remembered. */
    private static final class File extends InputStream {
        private final SeekableByteChannel channel;
        private volatile long read;
        private long at;
        private @Nullable IOException failure;

        File(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, others look
        public int read(byte[] bytes, int from, int length) throws IOException {
            try {
                int count = channel.read(ByteBuffer.wrap(bytes, from, length));
                at += Math.max(0, count);
                read = Math.max(read, at);
                return count;
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void begin(long offset) throws IOException {
            channel.position(offset);
            at = 0;
            read = 0;
        }

        /** Goes back to the beginning; what is read again does not count again. */
        @Override
        public void reset() throws IOException {
            channel.position(0);
            at = 0;
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
