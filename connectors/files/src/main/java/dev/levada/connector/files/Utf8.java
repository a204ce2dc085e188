package dev.levada.connector.files;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Tells valid UTF-8, as strictly as the JDK's decoder does, without decoding it. */
final class Utf8 {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** The index of the first byte that is not part of a valid character, or -1. */
    static int fault(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            if (to - at >= Long.BYTES && ((long) WORD.get(bytes, at) & HIGH_BITS) == 0) {
                at += Long.BYTES;
                continue;
            }
            int length = length(bytes, at, to);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** The same text, with each byte that is not valid written as {@code \xNN}. */
    static byte[] shown(byte[] bytes) {
        int fault = fault(bytes, 0, bytes.length);
        if (fault < 0) {
            return bytes;
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(bytes.length + 16);
        int from = 0;
        while (fault >= 0) {
            text.write(bytes, from, fault - from);
            text.writeBytes(("\\x" + HexFormat.of().withUpperCase().toHexDigits(bytes[fault]))
                    .getBytes(StandardCharsets.US_ASCII));
            from = fault + 1;
            fault = fault(bytes, from, bytes.length);
        }
        text.write(bytes, from, bytes.length - from);
        return text.toByteArray();
    }

    /** How many bytes the character there has; 0 if it is not valid. */
    private static int length(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xff;
        if (first < 0x80) {
            return 1;
        }
        if (first < 0xE0) {
            return first >= 0xC2 && continues(bytes, at + 1, to, 0x80, 0xBF) ? 2 : 0;
        }
        int least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (first > 0xF4 || !continues(bytes, at + 1, to, least, most) || !continues(bytes, at + 2, to, 0x80, 0xBF)) {
            return 0;
        }
        if (first < 0xF0) {
            return 3;
        }
        return continues(bytes, at + 3, to, 0x80, 0xBF) ? 4 : 0;
    }

    private static boolean continues(byte[] bytes, int at, int to, int least, int most) {
        return at < to && (bytes[at] & 0xff) >= least && (bytes[at] & 0xff) <= most;
    }
}
