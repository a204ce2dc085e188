package dev.levada.testing.shop;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where the rows that were read for an asset went.
 *
 * @param quarantined rows that broke at least one rule
 * @param duplicates rows that broke no rule and gave way to another row of the same key
 * @param reasons for each broken rule's code, how many rows broke it; a row may break several
 */
public record Account(long read, long kept, long quarantined, long duplicates, Map<String, Long> reasons) {

    public Account {
        if (read != kept + quarantined + duplicates) {
            throw new IllegalArgumentException("of " + read + " rows, " + kept + " were kept, " + quarantined
                    + " quarantined and " + duplicates + " dropped as duplicates: these don't add up");
        }
        reasons = Collections.unmodifiableMap(new TreeMap<>(reasons));
    }

    /** Counts up to an account. */
    static final class Tally {
        private final Map<String, Long> reasons = new TreeMap<>();
        private long read;
        private long quarantined;

        /** Counts a row. @return whether it is sound: it broke no rule */
        boolean admits(List<String> broken) {
            read++;
            broken.forEach(code -> reasons.merge(code, 1L, Long::sum));
            if (!broken.isEmpty()) {
                quarantined++;
            }
            return broken.isEmpty();
        }

        /** @param kept how many of the sound rows were no duplicates */
        Account account(long kept) {
            return new Account(read, kept, quarantined, read - quarantined - kept, reasons);
        }
    }
}
