package dev.levada.testing.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Extent;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Source;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every source of tables keeps that is read on by a cursor.
 *
 * <p>Random histories of a table to which rows are added before a run, between its plan and its reading, and before it is
 * repeated after a crash, each at the last value, late by no more than the lag, beyond the last, or without a value. The model
 * is a list: whatever was added is loaded once.
 */
public interface CursorContract {
    /** How many histories are played for each case. */
    default int histories() {
        return 12;
    }

    /** Opens the source anew. */
    Source open();

    /** Makes the table {@code events} anew, with a whole number {@code at} and a text {@code note}, and maybe others. */
    void create() throws Exception;

    /** Adds rows of these two columns to it: what {@code values} of SQL takes. */
    void add(List<String> rows) throws Exception;

    @Timeout(120)
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    default void everyRowIsLoadedOnceThoughNoneHasAKey(int lag) throws Exception {
        for (int seed = 0; seed < histories(); seed++) {
            History history = new History(this, seed, lag, Meeting.ADD);
            List<String> loaded = history.play();
            Collections.sort(loaded);
            Collections.sort(history.added);
            assertThat(loaded).as("seed %d", seed).isEqualTo(history.added);
        }
    }

    @Timeout(120)
    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    default void noRowIsMissedWhereAKeyRecognisesThem(int lag) throws Exception {
        for (int seed = 0; seed < histories(); seed++) {
            History history = new History(this, seed, lag, Meeting.RECOGNISE);
            Set<String> loaded = new TreeSet<>(history.play());
            assertThat(loaded).as("seed %d", seed).isEqualTo(new TreeSet<>(history.added));
        }
    }

    /** One history. */
    final class History {
        private static final int RUNS = 10;

        private final CursorContract table;
        private final Random random;
        private final int lag;
        private final Incremental events;
        private final List<String> added = new ArrayList<>();
        private int greatest = 100;

        private History(CursorContract table, long seed, int lag, Meeting meeting) throws Exception {
            this.table = table;
            this.random = new Random(seed);
            this.lag = lag;
            table.create();
            Map<String, Object> extract = new HashMap<>(Map.of("columns", List.of("at", "note"), "cursor", "at"));
            if (lag > 0) {
                extract.put("lag", String.valueOf(lag));
            }
            events = new Incremental(table::open, meeting, extract);
        }

        private List<String> play() throws Exception {
            List<String> loaded = new ArrayList<>();
            for (int run = 0; run < RUNS; run++) {
                arrive();
                Extent planned = events.plan();
                arrive();
                List<String> rows = events.read(planned);
                if (random.nextInt(4) > 0) { // else the run died before its commit
                    events.commit(planned);
                    loaded.addAll(rows);
                }
            }
            loaded.addAll(events.run());
            assertThat(events.plan().nothingNew()).isTrue();
            assertThat(events.run()).isEmpty();
            return loaded;
        }

        private void arrive() throws Exception {
            int least = greatest - lag;
            List<String> rows = new ArrayList<>();
            for (int count = random.nextInt(5); count > 0; count--) {
                String at = random.nextInt(8) == 0 ? "null" : String.valueOf(least + random.nextInt(lag + 3));
                String note = random.nextBoolean() ? "same" : "n" + random.nextInt(100);
                rows.add("(" + at + ", '" + note + "')");
                added.add(at + " " + note);
                greatest = at.equals("null") ? greatest : Math.max(greatest, Integer.parseInt(at));
            }
            if (!rows.isEmpty()) {
                table.add(rows);
            }
        }
    }
}
