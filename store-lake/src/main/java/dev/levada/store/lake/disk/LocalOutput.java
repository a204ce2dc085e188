package dev.levada.store.lake.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.apache.iceberg.io.PositionOutputStream;

/** Writes a local file through a buffer and forces it to disk when it is closed. */
public final class LocalOutput extends PositionOutputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private long position;

    public LocalOutput(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    @Override
    public long getPos() {
        return position;
    }

    @Override
    public long storedLength() {
        return position;
    }

    @Override
    public void write(int value) throws IOException {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.put((byte) value);
        position++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int end = offset + length;
        while (from < end) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(end - from, buffer.remaining());
            buffer.put(bytes, from, count);
            from += count;
        }
        position += length;
    }

    @Override
    public void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            flush();
            channel.force(true);
        }
        Path folder = path.getParent();
        if (folder != null) {
            Durable.force(folder);
        }
    }
}
