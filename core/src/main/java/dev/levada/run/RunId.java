package dev.levada.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Names for runs that sort by time and differ from each other: {@code 20240701-093015-x7k2}. */
public final class RunId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LETTERS = 4;

    private RunId() {}

    public static String at(Instant time, RandomGenerator random) {
        StringBuilder id = new StringBuilder(TIME.format(time)).append('-');
        for (int i = 0; i < LETTERS; i++) {
            id.append(Character.forDigit(random.nextInt(Character.MAX_RADIX), Character.MAX_RADIX));
        }
        return id.toString();
    }

    /**
     * The name under which a part of what a run does to a table is committed: the first under the run's own, the next ones
     * with a number after it, such as {@code 20240701-093015-x7k2.2}.
     *
     * @param number counted from 0
     */
    static String part(String runId, int number) {
        return number == 0 ? runId : runId + "." + (number + 1);
    }

    /** The run that a part belongs to. */
    public static String ofPart(String part) {
        int dot = part.indexOf('.');
        return dot < 0 ? part : part.substring(0, dot);
    }
}
