package dev.levada.connector.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks gzip, of one member or several. Unlike the JDK's stream it never takes a damaged member for the end of the
 * file, and it gives out everything that can be unpacked before it fails.
 */
final class GzipStream extends InputStream {
    private static final int NAME = 8;
    private static final int EXTRA = 4;
    private static final int COMMENT = 16;
    private static final int HEADER_SUM = 2;

    private final InputStream packed;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private final byte[] input = new byte[1 << 16];
    private int at;
    private int end;
    private boolean inMember;
    private boolean first = true;
    private @Nullable IOException failure;

    GzipStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        while (inMember || header()) {
            int read = inflate(bytes, from, length);
            if (read > 0) {
                sum.update(bytes, from, read);
                return read;
            }
            if (failure != null) {
                throw failure;
            }
            if (inflater.finished()) {
                trailer();
            } else if (inflater.needsInput()) {
                refill();
            }
        }
        return -1;
    }

    /** Unpacks what it can; a fault is kept for when that has been given out. */
    private int inflate(byte[] bytes, int from, int length) {
        long before = inflater.getBytesWritten();
        try {
            int read = inflater.inflate(bytes, from, length);
            if (read == 0 && inflater.needsDictionary()) {
                failure = new ZipException("it wants a dictionary");
            }
            return read;
        } catch (DataFormatException e) {
            failure = new ZipException(e.getMessage() == null ? "invalid data" : e.getMessage());
            return (int) (inflater.getBytesWritten() - before);
        }
    }

    private void refill() throws IOException {
        if (!fill()) {
            throw new EOFException();
        }
        inflater.setInput(input, at, end - at);
    }

    /** Reads a member's header; false at the end of the file. */
    private boolean header() throws IOException {
        do {
            if (at == end && !fill()) {
                return false;
            }
        } while (!first && input[at] == 0 && at++ >= 0); // zeros may fill up a tape's block
        if (next() != 0x1f || next() != 0x8b || next() != 8) {
            throw new ZipException(first ? "it is not gzip" : "what follows the packed data is not gzip");
        }
        int flags = next();
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(next() | next() << 8);
        }
        skipText(flags & NAME);
        skipText(flags & COMMENT);
        skip((flags & HEADER_SUM) != 0 ? 2 : 0);
        inflater.reset();
        sum.reset();
        inflater.setInput(input, at, end - at);
        first = false;
        inMember = true;
        return true;
    }

    private void trailer() throws IOException {
        at = end - inflater.getRemaining();
        long written = inflater.getBytesWritten();
        if (word() != sum.getValue() || word() != (written & 0xffffffffL)) {
            throw new ZipException("its checksum (CRC) does not fit");
        }
        inMember = false;
    }

    private long word() throws IOException {
        return next() | next() << 8 | next() << 16 | (long) next() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            next();
        }
    }

    private void skipText(int present) throws IOException {
        int c = present;
        while (c != 0) {
            c = next();
        }
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            throw new EOFException();
        }
        return input[at++] & 0xff;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, packed.read(input, 0, input.length));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        packed.close();
    }
}
