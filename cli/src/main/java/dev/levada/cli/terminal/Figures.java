package dev.levada.cli.terminal;

import java.util.List;
import java.util.Locale;

/** Numbers as people read them, the same in every locale. */
public final class Figures {
    private static final List<String> UNITS = List.of("kB", "MB", "GB", "TB", "PB");

    private Figures() {}

    /** A count: {@code 1,234}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A count with its noun: {@code 1 row}, {@code 1,234 rows}. */
    public static String count(long number, String singular) {
        return count(number) + " " + singular + (number == 1 ? "" : "s");
    }

    /** A length of time: {@code 340 ms}, {@code 1.2 s}, {@code 2 min 3 s}, {@code 1 h 2 min}. */
    public static String duration(double seconds) {
        long millis = Math.round(seconds * 1000);
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 59_950) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        long whole = Math.round(seconds);
        return whole < 3600
                ? whole / 60 + " min " + whole % 60 + " s"
                : whole / 3600 + " h " + whole % 3600 / 60 + " min";
    }

    /** An amount of data: {@code 512 B}, {@code 1.1 GB}; a kB is 1000 B. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        double amount = bytes / 1000.0;
        int unit = 0;
        while (amount >= 999.95 && unit < UNITS.size() - 1) {
            amount /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", amount, UNITS.get(unit));
    }

    /** A speed: {@code 12.3 MB/s}; empty if it is unknown or next to nothing. */
    public static String speed(long bytes, double seconds) {
        double speed = seconds > 0 ? bytes / seconds / 1_000_000 : 0;
        return speed < 0.05 ? "" : String.format(Locale.ROOT, "%,.1f MB/s", speed);
    }

    /** A share of a whole: {@code 45 %}. */
    public static String percent(double fraction) {
        return (int) Math.floor(Math.max(0, Math.min(1, fraction)) * 100) + " %";
    }
}
