package dev.levada.store.lake.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.iceberg.io.SeekableInputStream;

/** Reads a local file through a buffer. */
public final class LocalInput extends SeekableInputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);

    public LocalInput(FileChannel channel) {
        this.channel = channel;
    }

    @Override
    public long getPos() throws IOException {
        return channel.position() - buffer.remaining();
    }

    @Override
    public void seek(long position) throws IOException {
        buffer.limit(0);
        channel.position(position);
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long from = getPos();
        long to = Math.min(channel.size(), from + Math.max(0, count));
        seek(to);
        return to - from;
    }

    private boolean fill() throws IOException {
        if (buffer.hasRemaining()) {
            return true;
        }
        buffer.clear();
        int count = channel.read(buffer);
        buffer.flip();
        return count > 0;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
