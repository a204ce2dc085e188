package dev.levada.connector.files;

import org.jspecify.annotations.Nullable;

/**
 * One record of a file.
 *
 * @param position its line, or its place in an array, counted from 1
 * @param text valid UTF-8
 * @param defect why it cannot be a document, or null
 */
@SuppressWarnings("ArrayRecordComponent") // made for each row, never compared
record Document(long position, byte[] text, @Nullable String defect) {

    /** A document of raw bytes, which has a defect if they are not UTF-8. */
    static Document of(long position, byte[] raw) {
        int fault = Utf8.fault(raw, 0, raw.length);
        return fault < 0
                ? new Document(position, raw, null)
                : new Document(
                        position, Utf8.shown(raw), "undecodable bytes at byte " + (fault + 1) + " of the record");
    }

    /** A record that cannot be a document. */
    static Document broken(long position, byte[] raw, String defect) {
        return new Document(position, Utf8.shown(raw), defect);
    }
}
