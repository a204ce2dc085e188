package dev.levada.store.lake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.lake.table.Ledger;
import dev.levada.store.lake.table.Ledger.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which of a great many forgotten commits stay known. */
final class LedgerTest {
    private static final int MANY = 1_500;
    private static final String JANUARY = "2024-01-01T00:00/2024-02-01T00:00";
    private static final String FEBRUARY = "2024-02-01T00:00/2024-03-01T00:00";

    @Test
    void ofOldCommitsThoseStayThatMadeAnIntervalLast() {
        Ledger ledger = new Ledger(
                List.of(made(1, Kind.CHANGE, JANUARY), made(2, Kind.CHANGE, FEBRUARY), made(3, Kind.CHANGE, JANUARY)));

        assertThat(oldOnes(ledger.plus(others(Kind.CHANGE)))).containsExactly(2L, 3L);
    }

    @Test
    void noneStaysWhoseRowsAreAllOverwritten() {
        Ledger ledger = new Ledger(List.of(made(1, Kind.CHANGE, JANUARY), made(2, Kind.OVERWRITE, FEBRUARY)));

        assertThat(oldOnes(ledger.plus(others(Kind.CHANGE)))).containsExactly(2L);
        assertThat(oldOnes(ledger.plus(others(Kind.OVERWRITE)))).isEmpty();
    }

    private static List<Long> oldOnes(Ledger ledger) {
        return ledger.entries().stream()
                .map(entry -> entry.commit().id())
                .filter(id -> id < MANY)
                .toList();
    }

    /** More commits than are kept of any sort, the oldest of which has a kind. */
    private static List<Entry> others(Kind first) {
        List<Entry> others = new ArrayList<>();
        for (long id = MANY; id < 2 * MANY; id++) {
            others.add(made(id, id == MANY ? first : Kind.CHANGE, ""));
        }
        return others;
    }

    private static Entry made(long id, Kind kind, String intervals) {
        TableCommit commit = new TableCommit(
                id,
                Optional.of(id - 1),
                Instant.ofEpochMilli(id),
                kind,
                Optional.empty(),
                1,
                0,
                Map.of(Facts.INTERVALS, intervals));
        return new Entry(commit, Optional.empty(), "append");
    }
}
