package dev.levada.connector.files;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file as the folder's listing shows it.
 *
 * @param name its path below the connection's root, with forward slashes
 * @param modified when it was last written, as its file system says
 */
record StoredFile(Path path, String name, long size, Instant modified) {}
