package dev.levada.store;

import java.nio.charset.StandardCharsets;

/** Any text as a file's name, percent-encoded; what is left as it is means the same in every file system and locale. */
public final class Encoded {
    /** What common file systems allow. */
    public static final int LONGEST = 255;

    private Encoded() {}

    public static String name(String text) {
        StringBuilder name = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(each)) {
                name.append((char) each);
            } else {
                name.append('%').append(hex(each >> 4)).append(hex(each));
            }
        }
        return name.toString();
    }

    private static boolean isPlain(byte each) {
        return each >= 'a' && each <= 'z'
                || each >= 'A' && each <= 'Z'
                || each >= '0' && each <= '9'
                || each == '-'
                || each == '_'
                || each == '.';
    }

    private static char hex(int value) {
        return "0123456789ABCDEF".charAt(value & 0xf);
    }
}
