package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How files are written. */
enum Format {
    CSV,
    JSON,
    PARQUET;

    private static final List<String> COMPRESSED = List.of(".gz", ".zst");

    /** The format that a name's ending stands for. */
    static Optional<Format> ofName(String name) {
        String plain = withoutCompression(name);
        String extension = plain.substring(plain.lastIndexOf('.') + 1);
        return switch (extension) {
            case "csv", "tsv", "dat", "txt" -> Optional.of(CSV);
            case "json", "jsonl", "ndjson" -> Optional.of(JSON);
            case "parquet" -> plain.length() == name.length() ? Optional.of(PARQUET) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The one format of all the files. @throws LevadaException if they have several, or one that is not known */
    static Format ofNames(List<String> names) {
        TreeMap<Format, String> examples = new TreeMap<>();
        for (String name : names) {
            examples.putIfAbsent(ofName(name).orElseThrow(() -> unknown(name)), name);
        }
        if (examples.size() > 1) {
            throw new LevadaException(
                    "source.settings",
                    Blame.PROJECT,
                    "The files have several formats: "
                            + examples.entrySet().stream()
                                    .map(example -> example.getValue() + " is "
                                            + example.getKey().word())
                                    .collect(Collectors.joining(", "))
                            + ". Narrow `files` down to one of them, or say which `format` all have.");
        }
        return examples.firstKey();
    }

    static Format ofWord(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word for it in a project file. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name in lower case, without an ending that tells of compression. */
    static String withoutCompression(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (String ending : COMPRESSED) {
            if (lower.endsWith(ending)) {
                return lower.substring(0, lower.length() - ending.length());
            }
        }
        return lower;
    }

    private static LevadaException unknown(String name) {
        return new LevadaException(
                "source.settings",
                Blame.PROJECT,
                "The ending of " + name + " does not tell its format. Say `format: csv`, `json` or `parquet`.");
    }
}
