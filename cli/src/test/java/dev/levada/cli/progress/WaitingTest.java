package dev.levada.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.terminal.JsonLog;
import dev.levada.cli.terminal.Paper;
import dev.levada.ledger.Lease;
import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.project.AssetName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who is waited for, as it is told. */
class WaitingTest {
    private static final Instant BEGUN = Instant.parse("2024-05-31T09:59:30.5Z");
    private static final List<Lease> LEASES = Stream.concat(
                    Stream.of("raw.a", "raw.b", "raw.c", "raw.d", "raw.e").map(asset -> lease(asset, "r-1", 42)),
                    Stream.of("raw.f", "raw.g").map(asset -> lease(asset, "r-2", 43)))
            .toList();
    private static final String SENTENCES =
            "raw.a, raw.b, raw.c and 2 more are being made by run r-1 (process 42 on etl, since 2024-05-31 09:59:30 UTC)."
                    + " raw.f and raw.g are being made by run r-2 (process 43 on etl, since 2024-05-31 09:59:30 UTC).";

    private final MovingClock clock = new MovingClock();

    @Test
    void oneLineTellsWhichRunsAreWaitedForAndWhatTheyMake() {
        Paper plain = Paper.plain();
        new PlainObserver(plain.terminal(), clock).runWaits(LEASES);
        Paper screen = Paper.screen(80);
        try (LiveObserver live = new LiveObserver(screen.terminal(), clock)) {
            live.runWaits(LEASES);
        }

        assertThat(plain.out()).isEqualTo("waiting: " + SENTENCES + "\n");
        assertThat(screen.out()).contains("waiting: " + SENTENCES);
    }

    @Test
    void logsNameTheRunsAndTheAssets() throws IOException {
        Paper paper = Paper.plain();
        new JsonObserver(new JsonLog(paper.terminal(), clock), clock).runWaits(LEASES);

        JsonNode line = new ObjectMapper().readTree(paper.err());
        assertThat(line.path("event").asText()).isEqualTo("run_waiting");
        assertThat(line.path("for_runs").toString()).isEqualTo("[\"r-1\",\"r-2\"]");
        assertThat(line.path("assets")).hasSize(7);
        assertThat(line.path("message").asText()).isEqualTo(SENTENCES);
    }

    private static Lease lease(String asset, String run, long process) {
        Owner owner = new Owner("etl", process, Optional.empty());
        return new Lease(AssetName.parse(asset), new Holder(run, owner), BEGUN, BEGUN);
    }
}
