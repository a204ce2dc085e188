package dev.levada.connector.files;

import dev.levada.api.Split;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The part of a JSON file that one split reads, and how; its text is the split's token.
 *
 * @param path the keys that lead to the array, or empty
 * @param from where the part begins; documents that begin before {@code to} belong to it
 */
record JsonPart(StoredFile file, Layout layout, Compression compression, String path, long from, long to) {

    Split split() {
        String token = String.join(
                "\n",
                layout.name(),
                compression.name(),
                String.valueOf(from),
                String.valueOf(to),
                String.valueOf(file.size()),
                file.modified().toString(),
                file.path().toUri().toString(), // keeps names that the machine's locale cannot spell
                path);
        return new Split(file.name(), token, Math.min(to, file.size()) - from);
    }

    static JsonPart of(Split split) {
        String[] parts = split.token().split("\n", 8);
        StoredFile file = new StoredFile(
                Path.of(URI.create(parts[6])), split.source(), Long.parseLong(parts[4]), Instant.parse(parts[5]));
        return new JsonPart(
                file,
                Layout.valueOf(parts[0]),
                Compression.valueOf(parts[1]),
                parts[7],
                Long.parseLong(parts[2]),
                Long.parseLong(parts[3]));
    }
}
