package dev.levada.connector.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * Zstd data, block by block, whole blocks only. Skippable frames are left out. The format is RFC 8878's.
 */
final class ZstdBlocks extends InputStream {
    private static final int MAGIC = 0xFD2FB528;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final byte[] EMPTY_LAST_BLOCK = {1, 0, 0};
    private static final byte[] NOTHING = {};

    private final InputStream packed;
    private final long most;
    private byte[] step = NOTHING;
    private int at;
    private long blocks;
    private boolean inFrame;
    private boolean summed;
    private boolean sumIsNext;
    private boolean truncated;
    private boolean ended;

    /** All of the data. */
    ZstdBlocks(InputStream packed) {
        this(packed, Long.MAX_VALUE);
    }

    /** The first blocks, made a whole without a checksum, so that a decoder gives out all that they hold. */
    ZstdBlocks(InputStream packed, long most) {
        this.packed = packed;
        this.most = most;
    }

    /** How many blocks were handed on. */
    long blocks() {
        return blocks;
    }

    /** Whether the data ended within a frame. */
    boolean isTruncated() {
        return truncated;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (at == step.length && !ended) {
            at = 0;
            step = next();
        }
        if (at == step.length) {
            return -1;
        }
        int count = Math.min(length, step.length - at);
        System.arraycopy(step, at, bytes, from, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }

    private byte[] next() throws IOException {
        if (sumIsNext) {
            byte[] sum = exactly(4);
            sumIsNext = truncated;
            inFrame = truncated;
            return isPart() ? NOTHING : sum;
        }
        return inFrame ? block() : frame();
    }

    private boolean isPart() {
        return most < Long.MAX_VALUE;
    }

    private byte[] frame() throws IOException {
        byte[] magic = packed.readNBytes(4);
        if (magic.length == 0 || blocks == most) {
            ended = true;
            return NOTHING;
        }
        if (magic.length == 4 && (word(magic) & ~0xF) == SKIPPABLE) {
            packed.skipNBytes(word(exactly(4)) & 0xffffffffL);
            return NOTHING;
        }
        if (magic.length < 4 || word(magic) != MAGIC) {
            truncated = magic.length < 4;
            ended = isPart();
            return isPart() ? NOTHING : magic; // the decoder will say what is wrong with it
        }
        byte[] descriptor = exactly(1);
        byte[] rest = truncated ? NOTHING : exactly(restOfHeader(descriptor[0]));
        if (truncated) {
            return NOTHING;
        }
        summed = (descriptor[0] & 4) != 0;
        descriptor[0] &= (byte) (isPart() ? ~4 : ~0);
        inFrame = true;
        return joined(magic, descriptor, rest);
    }

    private static int restOfHeader(byte descriptor) {
        boolean single = (descriptor & 0x20) != 0;
        int dictionary = (1 << (descriptor & 3)) >> 1;
        int sizeCode = (descriptor & 0xff) >>> 6;
        int size = sizeCode == 0 ? (single ? 1 : 0) : 1 << sizeCode;
        return (single ? 0 : 1) + dictionary + size;
    }

    private byte[] block() throws IOException {
        if (blocks == most) {
            ended = true;
            return EMPTY_LAST_BLOCK;
        }
        byte[] header = exactly(3);
        if (truncated) {
            return isPart() ? EMPTY_LAST_BLOCK : NOTHING;
        }
        int value = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
        byte[] body = exactly((value >>> 1 & 3) == 1 ? 1 : value >>> 3);
        if (truncated) {
            return NOTHING;
        }
        blocks++;
        boolean last = (value & 1) != 0;
        sumIsNext = last && summed;
        inFrame = !last || summed;
        return joined(header, body);
    }

    /** That many bytes; fewer and {@code truncated} at the end of the data. */
    private byte[] exactly(int count) throws IOException {
        byte[] bytes = packed.readNBytes(count);
        if (bytes.length < count) {
            truncated = true;
            ended = true;
        }
        return bytes;
    }

    private static int word(byte[] bytes) {
        return bytes.length < 4
                ? 0
                : (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int to = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, to, part.length);
            to += part.length;
        }
        return all;
    }
}
