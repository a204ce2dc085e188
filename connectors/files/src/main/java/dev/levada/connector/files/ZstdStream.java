package dev.levada.connector.files;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Unpacks zstd, and gives out everything that can be unpacked before it fails. The decoder keeps back what later blocks
 * may refer to, so after a failure the data is unpacked again, up to a block before the fault. Which one is at fault the
 * decoder does not tell, and it reads a little ahead: ever shorter parts are tried until one holds no fault.
 */
final class ZstdStream extends InputStream {
    private final InputStream packed;
    private ZstdBlocks blocks;
    private InputStream unpacked;
    private long given;
    private long handedOn;
    private long behind;
    private @Nullable IOException failure;

    /** @param packed goes back to its beginning when it is reset */
    ZstdStream(InputStream packed) throws IOException {
        this.packed = packed;
        this.blocks = new ZstdBlocks(packed);
        this.unpacked = new ZstdInputStream(blocks);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (true) {
            try {
                int count = unpacked.read(bytes, from, length);
                given += Math.max(0, count);
                boolean atFault = failure != null || blocks.isTruncated();
                if (count >= 0 || !atFault) {
                    return count;
                }
            } catch (IOException | RuntimeException e) { // the decoder throws both
                startAgain(e);
                continue;
            }
            throw failure == null ? new EOFException() : failure;
        }
    }

    private void startAgain(Exception cause) throws IOException {
        if (failure == null) {
            failure = blocks.isTruncated() ? new EOFException() : new IOException(cause.getMessage(), cause);
            handedOn = blocks.blocks();
        } else {
            behind = Math.max(1, 2 * behind);
        }
        if (handedOn <= behind) {
            throw failure;
        }
        packed.reset();
        blocks = new ZstdBlocks(packed, handedOn - behind);
        unpacked = new ZstdInputStream(blocks);
        try {
            unpacked.skipNBytes(given);
        } catch (EOFException e) {
            throw failure; // all that this part holds was given out before
        }
    }

    @Override
    public void close() throws IOException {
        packed.close();
    }
}
