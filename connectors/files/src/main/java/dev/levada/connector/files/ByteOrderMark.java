package dev.levada.connector.files;

/** The three bytes that some programs put before UTF-8. */
final class ByteOrderMark {
    static final int LENGTH = 3;

    private ByteOrderMark() {}

    static boolean isAt(byte[] bytes, int at, int end) {
        return end - at >= LENGTH
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF;
    }
}
