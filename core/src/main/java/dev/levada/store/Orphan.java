package dev.levada.store;

import java.time.Instant;

/** A file that no table needs. @param path absolute @param written when it was last written to */
public record Orphan(String path, long bytes, Instant written) {}
