package dev.levada.connector.files;

import dev.levada.api.Offer;
import dev.levada.api.table.OfferNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Groups files that look alike: same folder, same ending, names that differ only from their first digit on. Folders
 * that differ so, like {@code day=2024-01-01}, count as one too.
 */
final class Offers {
    private static final int TOO_MANY = 12;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};

    private Offers() {}

    static List<Offer> of(List<StoredFile> files, String connection) {
        Map<String, List<StoredFile>> groups = new TreeMap<>();
        for (StoredFile file : files) {
            if (Format.ofName(file.name()).isPresent()) {
                groups.computeIfAbsent(pattern(file.name()), pattern -> new ArrayList<>())
                        .add(file);
            }
        }
        OfferNames names = new OfferNames();
        List<Offer> offers = new ArrayList<>();
        merged(groups).forEach((pattern, group) -> offers.add(offer(pattern, group, connection, names)));
        return offers;
    }

    /** The path with stars for what differs; what is no wildcard is escaped. */
    private static String pattern(String path) {
        int slash = path.lastIndexOf('/') + 1;
        String ending = ending(path.substring(slash));
        String stem = path.substring(slash, path.length() - ending.length());
        StringBuilder pattern = new StringBuilder();
        for (String folder : path.substring(0, slash).split("/", 0)) {
            pattern.append(folder.isEmpty() ? "" : starred(folder) + "/");
        }
        return pattern + starred(stem) + Glob.literal(ending);
    }

    private static String starred(String name) {
        String literal = name.replaceFirst("(?s)[0-9].*", "");
        return Glob.literal(literal) + (literal.length() < name.length() ? "*" : "");
    }

    /** The name's ending, with that of compression. */
    private static String ending(String name) {
        String plain = Format.withoutCompression(name);
        int point = plain.lastIndexOf('.');
        return name.substring(point < 0 ? name.length() : point);
    }

    /** Folders that hold many groups of one ending become one group of that ending. */
    private static Map<String, List<StoredFile>> merged(Map<String, List<StoredFile>> groups) {
        Map<String, Integer> counts = new TreeMap<>();
        groups.keySet().forEach(pattern -> counts.merge(folderWide(pattern), 1, Integer::sum));
        Map<String, List<StoredFile>> merged = new TreeMap<>();
        groups.forEach((pattern, files) -> {
            String wide = folderWide(pattern);
            String key = counts.getOrDefault(wide, 0) > TOO_MANY ? wide : pattern;
            merged.computeIfAbsent(key, any -> new ArrayList<>()).addAll(files);
        });
        return merged;
    }

    private static String folderWide(String pattern) {
        int slash = pattern.lastIndexOf('/') + 1;
        return pattern.substring(0, slash) + "*" + ending(pattern.substring(slash));
    }

    private static Offer offer(String pattern, List<StoredFile> group, String connection, OfferNames names) {
        String path = group.size() == 1 ? Glob.literal(group.get(0).name()) : pattern;
        long bytes = group.stream().mapToLong(StoredFile::size).sum();
        String count = group.size() == 1 ? "" : ", " + group.size() + " files";
        String shown = group.size() == 1 ? group.get(0).name() : pattern;
        return new Offer(
                names.unique(name(pattern, connection)), shown + count + ", " + amount(bytes), Map.of("files", path));
    }

    /** What is fixed of the file's name, or else of the nearest folder that has a fixed part. */
    private static String name(String pattern, String connection) {
        String[] parts = pattern.substring(0, pattern.length() - ending(pattern).length())
                .split("/", -1);
        for (int i = parts.length - 1; i >= 0; i--) {
            String name = OfferNames.snake(parts[i]);
            if (!name.isEmpty()) {
                return name;
            }
        }
        return OfferNames.snake(connection);
    }

    private static String amount(long bytes) {
        if (bytes < 1000) {
            return bytes + " bytes";
        }
        double amount = bytes / 1000.0;
        int unit = 0;
        while (amount >= 1000 && unit < UNITS.length - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
    }
}
