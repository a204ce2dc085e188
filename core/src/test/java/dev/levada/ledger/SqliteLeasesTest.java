package dev.levada.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteLeasesTest {
    private static final AssetName USERS = new AssetName("raw", "users");
    private static final AssetName EVENTS = new AssetName("raw", "events");
    private static final Holder FIRST = new Holder("first", new Owner("here", 1, Optional.of(Instant.EPOCH)));
    private static final Holder SECOND = new Holder("second", new Owner("there", 2, Optional.empty()));
    private static final Duration ALMOST = Leases.TERM.minusMillis(1);

    private final Set<Owner> gone = new HashSet<>();
    private final Moving clock = new Moving();
    private SqliteLedger ledger;
    private LedgerFile file;
    private SqliteLeases one;
    private SqliteLeases other;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() before each test
    SqliteLeasesTest() {}

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new SqliteLedger(folder.resolve("ledger.db"), clock);
        file = new LedgerFile(folder.resolve("ledger.db"));
        one = leases();
        other = leases();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
        ledger.close();
    }

    @Test
    void what_one_has_taken_another_is_refused_and_told_whose_it_is() {
        assertThat(one.take(Set.of(USERS), FIRST)).isEmpty();
        Instant begun = clock.instant();
        clock.move(Duration.ofSeconds(5));

        assertThat(other.take(Set.of(USERS), SECOND)).containsExactly(new Lease(USERS, FIRST, begun, begun));
        assertThat(other.of(USERS)).hasValue(new Lease(USERS, FIRST, begun, begun));
    }

    @Test
    void all_or_none_are_taken() {
        one.take(Set.of(USERS), FIRST);

        assertThat(other.take(Set.of(EVENTS, USERS), SECOND))
                .extracting(Lease::asset)
                .containsExactly(USERS);
        assertThat(other.of(EVENTS)).isEmpty();
    }

    @Test
    void runs_of_different_assets_do_not_meet() {
        one.take(Set.of(USERS), FIRST);

        assertThat(other.take(Set.of(EVENTS), SECOND)).isEmpty();
    }

    @Test
    void what_is_released_is_free_and_the_rest_is_not() {
        one.take(Set.of(USERS, EVENTS), FIRST);
        one.release("first", Set.of(USERS));
        one.release("first", Set.of());

        assertThat(other.take(Set.of(USERS), SECOND)).isEmpty();
        assertThat(other.take(Set.of(EVENTS), SECOND)).hasSize(1);
        one.releaseAll("first");
        assertThat(other.take(Set.of(EVENTS), SECOND)).isEmpty();
    }

    @Test
    void nobody_releases_what_others_have() {
        one.take(Set.of(USERS), FIRST);
        other.release("second", Set.of(USERS));
        other.releaseAll("second");

        assertThat(one.of(USERS)).map(Lease::holder).hasValue(FIRST);
    }

    @Test
    void a_lease_stands_as_long_as_it_is_renewed() {
        one.take(Set.of(USERS), FIRST);
        clock.move(ALMOST);
        one.renew("first");
        clock.move(ALMOST);

        assertThat(other.take(Set.of(USERS), SECOND)).hasSize(1);
    }

    @Test
    void a_lease_that_is_not_renewed_is_taken_over_and_not_won_back_by_renewing_it() {
        one.take(Set.of(USERS), FIRST);
        clock.move(Leases.TERM);

        assertThat(other.take(Set.of(USERS), SECOND)).isEmpty();
        one.renew("first");
        one.releaseAll("first");
        assertThat(one.of(USERS)).map(Lease::holder).hasValue(SECOND);
    }

    @Test
    void the_lease_of_a_process_that_is_gone_is_taken_over_at_once() {
        one.take(Set.of(USERS), FIRST);
        gone.add(FIRST.owner());

        assertThat(other.take(Set.of(USERS), SECOND)).isEmpty();
    }

    @Test
    void a_ledger_knows_which_processes_of_this_machine_are_gone() {
        Owner own = Processes.own();
        Holder alive = new Holder("alive", own);
        Holder dead = new Holder("dead", new Owner(own.host(), own.pid(), Optional.of(Instant.EPOCH)));
        ledger.leases().take(Set.of(USERS), alive);
        ledger.leases().take(Set.of(EVENTS), dead);

        assertThat(ledger.leases().take(Set.of(USERS), SECOND)).hasSize(1);
        assertThat(ledger.leases().take(Set.of(EVENTS), SECOND)).isEmpty();
    }

    @Test
    void of_many_who_come_at_once_one_is_let_in() throws Exception {
        int many = 4;
        ExecutorService pool = Executors.newFixedThreadPool(many);
        CyclicBarrier start = new CyclicBarrier(many);
        List<Future<List<Lease>>> tries = IntStream.range(0, many)
                .mapToObj(i -> pool.submit(() -> {
                    try (SqliteLeases own = leases()) {
                        start.await();
                        return own.take(Set.of(USERS, EVENTS), new Holder("run " + i, FIRST.owner()));
                    }
                }))
                .toList();
        int letIn = 0;
        for (Future<List<Lease>> tried : tries) {
            letIn += tried.get().isEmpty() ? 1 : 0;
        }
        pool.shutdown();

        assertThat(letIn).isEqualTo(1);
    }

    private SqliteLeases leases() {
        return new SqliteLeases(file, clock, gone::contains);
    }

    private static final class Moving extends Clock {
        private volatile Instant now = Instant.parse("2024-07-01T09:30:15Z");

        void move(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
