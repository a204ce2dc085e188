package dev.levada.testing.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.store.Facts;
import dev.levada.store.Publication;
import dev.levada.store.Publication.Follower;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.Store;
import dev.levada.store.StoreKind.Access;
import dev.levada.store.TableVersion;
import dev.levada.testing.net.Cut;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Publications that move more rows than one statement takes are visible as a whole or not at all, as others are. */
public abstract class ChunkCases extends DatabaseFixture {
    /** How many rows a statement of the stores that are opened here moves at the most. */
    protected static final int CHUNK = 50;

    /** Rows of the table at first. */
    private static final int OLD = 500;

    private static final int FIRST = 250;
    private static final int LAST = 749;
    /** Rows of the second run, half of which take the place of old ones. */
    private static final int BATCH = LAST + 1 - FIRST;

    /** What stops a publication. */
    private static final LevadaException STOP = new LevadaException("run.interrupted", Blame.INTERRUPTED, "Stopped.");

    /** Runs statements in the database of this test, as somebody else. */
    protected abstract void run(String... statements);

    /** The first value that a query gives there. */
    protected abstract String value(String sql);

    /** The table of users as it stands in SQL of others. */
    protected abstract String table();

    /** How each statement begins that brings rows to it. */
    protected abstract String insert();

    /** A table of what Levada remembers. */
    protected abstract String books(String name);

    protected abstract int port();

    /** From now on each row that comes to the table takes a time. @param seconds SQL over a row {@code new} */
    protected abstract void delay(String seconds);

    /** Undoes that. */
    protected abstract void undelay();

    private static List<List<Object>> changed(long from, long to) {
        return LongStream.range(from, to)
                .mapToObj(id -> List.<Object>of(id, "changed " + id))
                .toList();
    }

    /** Publishes what half replaces rows of the table and half adds to it. */
    private TableVersion replace(Store store, String run, Follower follower) throws IOException {
        return store.publish(replacing(run, follower));
    }

    private Publication replacing(String run, Follower follower) throws IOException {
        Long[] old = LongStream.range(FIRST, OLD).boxed().toArray(Long[]::new);
        Staged staged = staged(run, changed(FIRST, LAST + 1)).replacing(places(placesOf(old)));
        return new Publication(
                staged,
                WriteMode.UPSERT,
                store().head(USERS),
                QuarantineChange.NONE,
                Map.of(Facts.RUN_ID, run),
                follower);
    }

    private List<List<Object>> rowsById() throws IOException {
        return read(remote(), "id", "name").stream()
                .map(row -> row.subList(0, 2))
                .sorted((one, other) -> Long.compare((Long) one.get(0), (Long) other.get(0)))
                .toList();
    }

    private void demandOld(TableVersion base) throws IOException {
        assertThat(rowsById()).isEqualTo(users(0, OLD));
        assertThat(store().head(USERS)).contains(base);
        assertThat(value("select count(*) from " + books("stagings"))).isEqualTo("0");
    }

    private void demandReplaced() throws IOException {
        List<List<Object>> wanted = new ArrayList<>(users(0, FIRST));
        wanted.addAll(changed(FIRST, LAST + 1));
        assertThat(rowsById()).isEqualTo(wanted);
        assertThat(store().head(USERS).orElseThrow().rows()).isEqualTo(LAST + 1);
        assertThat(value("select count(*) from " + books("stagings"))).isEqualTo("0");
    }

    @Test
    void rowsAreReplacedInManyChunks() throws IOException {
        publish("r1", WriteMode.APPEND, users(0, OLD));
        replace(store(), "r2", Follower.NONE);

        demandReplaced();
    }

    @Test
    void allRowsAreReplacedInManyChunks() throws IOException {
        publish("r1", WriteMode.OVERWRITE, users(0, OLD));
        publish("r2", WriteMode.OVERWRITE, changed(0, LAST));

        assertThat(rowsById()).isEqualTo(changed(0, LAST));
        assertThat(store().head(USERS).orElseThrow().rows()).isEqualTo(LAST);
    }

    @Test
    void aRowOfTheLastChunkThatTheTableDoesNotTakeLeavesItAsItWas() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, OLD));
        run("alter table " + table() + " add constraint unlucky check (id <> " + LAST + ")");
        assertThatThrownBy(() -> replace(store(), "r2", Follower.NONE))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("unlucky");
        demandOld(base);

        run("alter table " + table() + " drop constraint unlucky");
        replace(store(), "r3", Follower.NONE);
        demandReplaced();
    }

    @Test
    void aConnectionThatBreaksBetweenTwoChunksLeavesTheTableAsItWas() throws IOException {
        String insert = insert().toUpperCase(Locale.ROOT);
        try (Cut cut = new Cut(port(), Cut.Sign.REQUEST, insert, insert, insert)) {
            TableVersion base = publish("r1", WriteMode.APPEND, users(0, OLD));
            Store store = store("shop", Access.WRITE, Map.of("port", (long) cut.port()));
            Publication broken = replacing("r2", Follower.NONE);
            cut.arm();
            assertThatThrownBy(() -> store.publish(broken))
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.OUTSIDE));
            store().sweep("r2");
            demandOld(base);

            replace(store, "r3", Follower.NONE);
            demandReplaced();
        }
    }

    @Test
    void aLimitOfStatementsIsMetByAStuckChunkAndNotByALargeBatch() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, OLD));
        Store limited = store("shop", Access.WRITE, Map.of("statement_timeout", Duration.ofSeconds(2)));
        delay("case when new.id = " + (LAST - CHUNK) + " then 10 else 0 end");
        assertThatThrownBy(() -> replace(limited, "r2", Follower.NONE))
                .isInstanceOf(LevadaException.class)
                .hasMessageContaining("`statement_timeout` sets the limit");
        demandOld(base);

        undelay();
        delay("3.0 / " + BATCH); // longer than the limit in all, and a tenth of that for a chunk
        replace(limited, "r3", Follower.NONE);
        demandReplaced();
    }

    @Test
    void whoFollowsIsToldHowFarItIsAndCanStopItBetweenTwoChunks() throws IOException {
        TableVersion base = publish("r1", WriteMode.APPEND, users(0, OLD));
        int[] steps = new int[1];
        assertThatThrownBy(() -> replace(store(), "r2", fraction -> {
                    if (fraction > 0.9 && ++steps[0] == 1) {
                        throw STOP;
                    }
                }))
                .isSameAs(STOP);
        demandOld(base);

        List<Double> told = new ArrayList<>();
        replace(store(), "r3", told::add);
        demandReplaced();
        List<Double> known = told.stream().filter(fraction -> fraction >= 0).toList();
        assertThat(known).isSorted().hasSizeGreaterThan(BATCH / CHUNK).allMatch(fraction -> fraction <= 1);
        assertThat(known.get(known.size() - 1)).isEqualTo(1);
    }
}
