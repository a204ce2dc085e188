package dev.levada.testing.shop;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Writes text byte by byte: a line costs no garbage. */
final class Lines implements Closeable {
    private static final int SIZE = 1 << 16;
    /** More than any single value takes. */
    private static final int SPARE = 1 << 10;

    private static final int DAY = 86_400;

    private final OutputStream out;
    private final byte[] buffer = new byte[SIZE];
    private final byte[] digits = new byte[20];
    private int used;
    private long day = Long.MIN_VALUE;
    private byte[] date = {};

    Lines(OutputStream out) {
        this.out = out;
    }

    /** The bytes of a text, for {@link #text(byte[])}. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    Lines text(byte[] text) throws IOException {
        if (used + text.length > SIZE - SPARE) {
            flush();
        }
        System.arraycopy(text, 0, buffer, used, text.length);
        used += text.length;
        return this;
    }

    Lines text(String text) throws IOException {
        return text(bytes(text));
    }

    /** A CSV field, in quotes where it must be. */
    Lines field(String text) throws IOException {
        boolean plain = text.indexOf(',') < 0 && text.indexOf('"') < 0;
        return text(plain ? text : '"' + text.replace("\"", "\"\"") + '"');
    }

    Lines ascii(char c) throws IOException {
        if (used >= SIZE - SPARE) {
            flush();
        }
        buffer[used++] = (byte) c;
        return this;
    }

    /** A number that is not negative. */
    Lines number(long number) throws IOException {
        if (used >= SIZE - SPARE) {
            flush();
        }
        int length = 0;
        long rest = number;
        do {
            digits[length++] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest > 0);
        while (length > 0) {
            buffer[used++] = digits[--length];
        }
        return this;
    }

    /** An amount of money with two decimals. */
    Lines money(long cents) throws IOException {
        return number(cents / 100).ascii('.').twoDigits((int) (cents % 100));
    }

    /** @param seconds since the epoch */
    Lines timestamp(long seconds, char separator) throws IOException {
        int second = (int) (seconds % DAY);
        return date(seconds / DAY)
                .ascii(separator)
                .twoDigits(second / 3600)
                .ascii(':')
                .twoDigits(second / 60 % 60)
                .ascii(':')
                .twoDigits(second % 60);
    }

    private Lines date(long epochDay) throws IOException {
        if (epochDay != day) {
            day = epochDay;
            date = bytes(LocalDate.ofEpochDay(epochDay).toString());
        }
        return text(date);
    }

    private Lines twoDigits(int number) throws IOException {
        return ascii((char) ('0' + number / 10)).ascii((char) ('0' + number % 10));
    }

    private void flush() throws IOException {
        out.write(buffer, 0, used);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
