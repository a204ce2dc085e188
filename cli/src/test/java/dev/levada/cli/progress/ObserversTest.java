package dev.levada.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.cli.terminal.JsonLog;
import dev.levada.cli.terminal.Paper;
import dev.levada.engine.Session.Progress;
import dev.levada.project.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObserversTest {
    private final MovingClock clock = new MovingClock();

    @Test
    void plainLinesStayAndProgressIsRare() {
        Paper paper = Paper.plain();

        Story.tell(new PlainObserver(paper.terminal(), clock), () -> clock.move(Duration.ofSeconds(11)));

        assertThat(paper.out()).isEqualTo("""
                        run r-1
                          raw.users: started
                          raw.users: reading, 7,500 rows, 75 %
                        ✓ raw.users: 10,000 rows read = 9,420 kept + 580 quarantined, 1.3 s
                          raw.events: started
                        ✗ raw.events: failed, 500 ms: The check 'spend is not negative' does not hold.
                        - features.user_features: Skipped because raw.events failed.
                        """);
    }

    @Test
    void aRunWithNothingToDoIsNotAnnounced() {
        for (Paper paper : List.of(Paper.plain(), Paper.screen(80))) {
            try (LiveObserver live = new LiveObserver(paper.terminal(), clock)) {
                Story.tellNothing(live);
            }
            Story.tellNothing(new PlainObserver(paper.terminal(), clock));

            assertThat(paper.out()).isEmpty();
        }
    }

    @Test
    void noticesOfQuarantineStayInTheLogs() {
        Paper paper = Paper.plain();
        JsonObserver observer = new JsonObserver(new JsonLog(paper.terminal(), clock), clock);

        observer.taskFinished(Story.users(List.of(Story.QUARANTINE_NOTICE)));

        assertThat(paper.err()).contains("levada quarantine show raw.users");
    }

    @Test
    void jsonLinesCarryTheRunIdOnEveryLine() throws IOException {
        List<JsonNode> lines = log();

        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("run_id").asText()).isEqualTo("r-1");
            assertThat(line.path("ts").asText()).startsWith("2024-05-31T10:00");
        });
        assertThat(lines.stream().map(line -> line.path("event").asText()))
                .containsExactly(
                        "run_started",
                        "asset_started",
                        "asset_progress",
                        "asset_finished",
                        "asset_started",
                        "check_failed",
                        "asset_finished",
                        "asset_finished",
                        "run_finished");
    }

    @Test
    void jsonLinesHoldTheAccountAndTheFailure() throws IOException {
        List<JsonNode> lines = log();

        JsonNode users = lines.get(3);
        assertThat(users.path("asset").asText()).isEqualTo("raw.users");
        assertThat(users.path("rows_quarantined").asLong()).isEqualTo(580);
        assertThat(users.path("quarantine_reasons").path("email.required").asLong())
                .isEqualTo(500);
        assertThat(lines.get(6).path("level").asText()).isEqualTo("ERROR");
        assertThat(lines.get(6).path("code").asText()).isEqualTo("run.check");
        assertThat(lines.get(8).path("exit_code").asInt()).isEqualTo(1);
    }

    @Test
    void secretsAreHiddenInLogs() {
        Paper paper = Paper.plain();
        paper.terminal().keepSecret(new Secrets(Set.of("marker\"secret")));

        new JsonLog(paper.terminal(), clock).write(JsonLog.Level.INFO, "x", Map.of("message", "a marker\"secret b"));

        assertThat(paper.err()).contains("\"run_id\":null").contains("a *** b").doesNotContain("marker");
    }

    @Test
    void theLiveAreaLeavesOnlyTheLinesThatStay() {
        Paper paper = Paper.screen(80);

        try (LiveObserver observer = new LiveObserver(paper.terminal(), clock)) {
            Story.tell(observer, () -> {});
        }

        assertThat(paper.out())
                .contains("✓ raw.users: 10,000 rows read")
                .contains("- features.user_features: Skipped because raw.events failed.\n");
        assertThat(screen(paper.out()))
                .containsExactly(
                        "run r-1",
                        "✓ raw.users: 10,000 rows read = 9,420 kept + 580 quarantined, 1.3 s",
                        "✗ raw.events: failed, 500 ms: The check 'spend is not negative' does not hold.",
                        "- features.user_features: Skipped because raw.events failed.");
    }

    @Test
    void theLiveLineTellsStepRowsSpeedAndShare() {
        Pace pace = Pace.starting(clock.instant()).after("reading", new Progress(0.5, 1_000, 0), clock.instant());
        clock.move(Duration.ofSeconds(2));

        assertThat(pace.after("reading", new Progress(0.5, 1_234, 24_000_000), clock.instant())
                        .words(clock.instant()))
                .isEqualTo("reading, 1,234 rows, 12.0 MB/s, 50 %");
    }

    private List<JsonNode> log() throws IOException {
        Paper paper = Paper.plain();
        Story.tell(
                new JsonObserver(new JsonLog(paper.terminal(), clock), clock), () -> clock.move(Duration.ofSeconds(6)));
        List<JsonNode> lines = new ArrayList<>();
        for (String line : paper.err().split("\n", -1)) {
            if (!line.isEmpty()) {
                lines.add(new ObjectMapper().readTree(line));
            }
        }
        return lines;
    }

    /** What a screen shows that obeys the few sequences in use. */
    private static List<String> screen(String text) {
        List<String> shown = new ArrayList<>();
        for (String piece : text.split("(?<=\n)|(?=\u001b\\[\\d+A)|(?<=\u001b\\[J)", -1)) {
            String rest = piece;
            if (rest.matches("(?s)\u001b\\[\\d+A.*")) {
                int up = Integer.parseInt(rest.substring(2, rest.indexOf('A')));
                shown.subList(shown.size() - up, shown.size()).clear();
                rest = rest.substring(rest.indexOf('A') + 1);
            }
            String line = rest.replaceAll("\u001b\\[[JK]|\r|\n", "");
            if (!line.isEmpty()) {
                shown.add(line);
            }
        }
        return shown;
    }
}
