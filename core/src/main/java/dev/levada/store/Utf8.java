package dev.levada.store;

import java.nio.charset.StandardCharsets;

/**
 * A text as it lies in its bytes, so that it can be sent on without being made a string. Equal only to itself.
 *
 * @param bytes not to be changed
 * @param from where the text begins
 * @param length in bytes
 */
public record Utf8(byte[] bytes, int from, int length) {
    public static Utf8 of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8(bytes, 0, bytes.length);
    }

    /** The text. */
    @Override
    public String toString() {
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
