package dev.levada.api.cursor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Makes the short text that a row is known by, from its values one by one. Used by one thread. */
public final class RowDigest {
    /** 128 bits: two rows that differ never meet in practice. */
    private static final int BYTES = 16;

    private final MessageDigest digest;

    public RowDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    public void addNull() {
        digest.update((byte) 0);
    }

    /** @param kind tells values apart that are spelled alike and differ; above zero */
    public void add(int kind, byte[] value) {
        digest.update((byte) kind);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        digest.update(value);
    }

    public void add(int kind, String value) {
        add(kind, value.getBytes(StandardCharsets.UTF_8));
    }

    /** The row's text; the next value begins the next row. */
    public String row() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest.digest(), BYTES));
    }
}
