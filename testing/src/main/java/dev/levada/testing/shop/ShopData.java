package dev.levada.testing.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the shop's data below a folder's {@code data/}. The same scale gives the same data on every run and machine; any
 * scale takes the same memory.
 *
 * <p>Of 10,000 users, and in proportion at other scales, 500 have no e-mail, 1,000 no country, 50 the age -1 and 30 the
 * age 150. Everybody signed up before the first event. Events lie from 2024-01-01 to 2024-06-30; few users cause many of
 * them. Of the lines of events, so many as the scale says are duplicates: they tell of an event that an earlier line told
 * of. A quarter of these follows the first line directly, the others come half a month later, a third of them the same,
 * a third with a later {@code ts}, a third with an earlier one, and then with a greater {@code amount} for a purchase.
 */
public final class ShopData {

    private ShopData() {}

    /** How the data is kept. */
    public enum Format {
        /** {@code crm.db} (SQLite), {@code events/*.jsonl.gz}, {@code products.csv}: that of {@code examples/shop}. */
        SHOP,
        /** {@code users.csv}, {@code events.csv}, {@code products.csv}, without nested fields. */
        CSV
    }

    /** Writes the data into {@code data/} below a folder, over what is there. */
    public static void write(Path folder, Format format, Scale scale) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Users users = new Users(scale.users(), scale.seed());
        Products products = new Products(scale.products(), scale.seed());
        Events events = new Events(scale, products);
        CsvFiles.write(products, data.resolve("products.csv"));
        switch (format) {
            case SHOP -> {
                CrmDatabase.write(users, data.resolve("crm.db"));
                EventFiles.write(events, data.resolve("events"));
            }
            case CSV -> {
                CsvFiles.write(users, data.resolve("users.csv"));
                CsvFiles.write(events, data.resolve("events.csv"));
            }
        }
    }

    /**
     * Takes {@code --out DIR} and, with the example's as defaults, {@code --users}, {@code --events}, {@code --products},
     * {@code --duplicates}, {@code --seed} and {@code --format shop|csv}. Of the events in CSV files, one in a hundred is a
     * duplicate unless told otherwise.
     */
    public static void main(String[] args) throws IOException {
        Map<String, String> options = options(args);
        String out = options.remove("out");
        if (out == null) {
            throw new IllegalArgumentException("--out DIR is missing: where the data goes");
        }
        Format format = Format.valueOf(take(options, "format", "shop").toUpperCase(Locale.ROOT));
        Scale scale = scale(options, format);
        if (!options.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown option --" + options.keySet().iterator().next()
                            + "; known are --out, --users, --events, --products, --duplicates, --format, --seed");
        }
        write(Path.of(out), format, scale);
    }

    private static Scale scale(Map<String, String> options, Format format) {
        Scale example = Scale.EXAMPLE;
        long events = number(options, "events", example.events());
        long duplicates = format == Format.CSV ? events / 100 : Math.min(example.duplicates(), events / 2);
        return new Scale(
                Math.toIntExact(number(options, "users", example.users())),
                events,
                Math.toIntExact(number(options, "products", example.products())),
                number(options, "duplicates", duplicates),
                number(options, "seed", example.seed()));
    }

    private static Map<String, String> options(String[] args) {
        Map<String, String> options = new TreeMap<>();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException(
                        "'" + args[i] + "' is not an option with a value, such as --users 10000");
            }
            options.put(args[i].substring(2), args[i + 1]);
        }
        return options;
    }

    private static long number(Map<String, String> options, String name, long otherwise) {
        return Long.parseLong(take(options, name, Long.toString(otherwise)).replace("_", ""));
    }

    private static String take(Map<String, String> options, String name, String otherwise) {
        String value = options.remove(name);
        return value == null ? otherwise : value;
    }
}
