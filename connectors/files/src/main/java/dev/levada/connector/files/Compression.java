package dev.levada.connector.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;

/** How a file's bytes are packed. */
enum Compression {
    /** Whatever its first bytes say, whatever its name. */
    AUTO,
    NONE,
    GZIP,
    ZSTD;

    /** How many first bytes {@link #resolve} wants to see. */
    static final int MAGIC = 4;

    static Compression ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The compression of a file that begins with these bytes. */
    Compression resolve(byte[] first) {
        if (this != AUTO) {
            return this;
        }
        if (startsWith(first, 0x1f, 0x8b)) {
            return GZIP;
        }
        boolean skippable = first.length == MAGIC
                && (first[0] & 0xf0) == 0x50
                && startsWith(first, first[0] & 0xff, 0x2a, 0x4d, 0x18);
        return skippable || startsWith(first, 0x28, 0xb5, 0x2f, 0xfd) ? ZSTD : NONE;
    }

    /** @param packed goes back to its beginning when it is reset */
    InputStream unpack(InputStream packed) throws IOException {
        return switch (this) {
            case GZIP -> new GzipStream(packed);
            case ZSTD -> new ZstdStream(packed);
            case NONE -> packed;
            case AUTO -> throw new IllegalStateException("not resolved");
        };
    }

    private static boolean startsWith(byte[] bytes, int... magic) {
        byte[] expected = new byte[magic.length];
        for (int i = 0; i < magic.length; i++) {
            expected[i] = (byte) magic[i];
        }
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, expected, 0, magic.length);
    }
}
