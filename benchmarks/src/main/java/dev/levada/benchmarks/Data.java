package dev.levada.benchmarks;

import dev.levada.testing.shop.Scale;
import dev.levada.testing.shop.ShopData;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The shop's data as CSV files, written once and kept for the next time.
 *
 * @param sound {@code users.csv}, {@code products.csv}, {@code events.csv}
 * @param broken the same {@code events.csv}, but every thousandth row breaks a rule: half of these have an event type
 *     that there isn't, the others a user id that is no number
 */
record Data(int users, long events, Path sound, Path broken) {
    private static final int PRODUCTS = 200;
    private static final int BROKEN_EVERY = 1000;

    /** Finds the data of this size below a folder, or writes it there. */
    static Data below(Path folder, int users, long events) throws IOException {
        Path home = folder.resolve(users + "-users-" + events + "-events");
        if (!Files.exists(home)) {
            Path draft = Folders.empty(folder.resolve("unfinished"));
            Scale scale = new Scale(users, events, PRODUCTS, events / 100, Scale.EXAMPLE.seed());
            ShopData.write(draft, ShopData.Format.CSV, scale);
            Path broken = Files.createDirectories(draft.resolve("broken")).resolve("events.csv");
            breakRows(draft.resolve("data").resolve("events.csv"), broken);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new Data(users, events, home.resolve("data"), home.resolve("broken"));
    }

    /** How many rows of {@link #broken} break a rule. */
    long brokenRows() {
        return events / BROKEN_EVERY;
    }

    private static void breakRows(Path from, Path to) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(from);
                BufferedWriter out = Files.newBufferedWriter(to)) {
            out.append(in.readLine()).append('\n');
            long row = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                row++;
                out.append(row % BROKEN_EVERY == 0 ? broken(line, row / BROKEN_EVERY % 2 == 0) : line)
                        .append('\n');
            }
        }
    }

    private static String broken(String line, boolean type) {
        String[] fields = line.split(",", 4);
        String user = type ? fields[1] : "nobody";
        String event = type ? "teleport" : fields[2];
        return String.join(",", fields[0], user, event, fields[3]);
    }
}
