package dev.levada.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Extent;
import dev.levada.api.Read.Meeting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
 * Random histories of a table to which rows are added before a run, between its plan and its reading, and before it is
 * repeated after a crash, each at the last value, late by no more than the lag, beyond the last, or without a value. The model
 * is a list: whatever was added is loaded once.
 */
@Timeout(120)
public abstract class RandomCursorsContract {
    private static final int RUNS = 10;

    /** A database without the table {@code events}. */
    protected abstract Rig rig() throws SQLException;

    /** How many histories are played; fewer where each step takes its time. */
    protected abstract int histories();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void everyRowIsLoadedOnceThoughNoneHasAKey(int lag) throws Exception {
        for (int seed = 0; seed < histories(); seed++) {
            History history = new History(seed, lag, Meeting.ADD);
            List<String> loaded = history.play();
            Collections.sort(loaded);
            Collections.sort(history.added);
            assertThat(loaded).as("seed %d", seed).isEqualTo(history.added);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 4})
    void noRowIsMissedWhereAKeyRecognisesThem(int lag) throws Exception {
        for (int seed = 0; seed < histories(); seed++) {
            History history = new History(seed, lag, Meeting.RECOGNISE);
            Set<String> loaded = new TreeSet<>(history.play());
            assertThat(loaded).as("seed %d", seed).isEqualTo(new TreeSet<>(history.added));
        }
    }

    private final class History {
        private final Random random;
        private final int lag;
        private final Rig rig = rig();
        private final Incremental events;
        private final List<String> added = new ArrayList<>();
        private int greatest = 100;

        History(long seed, int lag, Meeting meeting) throws SQLException {
            this.random = new Random(seed);
            this.lag = lag;
            rig.run("drop table if exists events", "create table events (at integer, note varchar(20))");
            Map<String, Object> extract = new HashMap<>(Map.of("cursor", "at"));
            if (lag > 0) {
                extract.put("lag", String.valueOf(lag));
            }
            events = new Incremental(rig, meeting, extract);
        }

        List<String> play() throws Exception {
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

        private void arrive() throws SQLException {
            try (Connection connection = rig.connect();
                    Statement statement = connection.createStatement()) {
                int least = greatest - lag;
                for (int count = random.nextInt(5); count > 0; count--) {
                    String at = random.nextInt(8) == 0 ? "null" : String.valueOf(least + random.nextInt(lag + 3));
                    String note = random.nextBoolean() ? "same" : "n" + random.nextInt(100);
                    statement.execute("insert into events values (" + at + ", '" + note + "')");
                    added.add(at + " " + note);
                    greatest = at.equals("null") ? greatest : Math.max(greatest, Integer.parseInt(at));
                }
            }
        }
    }
}
