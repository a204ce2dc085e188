package dev.levada.api;

import java.nio.file.Path;

/**
 * A file to be read.
 *
 * @param path where it is
 * @param name how the user knows it, relative to the connection's root, with forward slashes
 * @param bytes its size as stored
 */
public record SourceFile(Path path, String name, long bytes) {}
