package dev.levada.connector.files;

import java.time.Instant;

/** How a file was when it was loaded. The checksum is {@link Checksum}'s. */
record Mark(String name, long size, Instant modified, String checksum) {

    /** The text by which two contents are the same. */
    String content() {
        return size + " " + checksum;
    }

    boolean hasStampOf(StoredFile file) {
        return size == file.size() && modified.equals(file.modified());
    }

    Mark touched(Instant now) {
        return new Mark(name, size, now, checksum);
    }
}
