package dev.levada.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final Retry RETRY = new Retry(3, Duration.ofMillis(2));

    private final AtomicInteger tried = new AtomicInteger();

    @Test
    void whatPassesIsTriedAgain() throws SQLException {
        assertThat(RETRY.call(() -> failing(2, new SQLException("gone", "08006"))))
                .isEqualTo("done");
        assertThat(tried).hasValue(3);
    }

    @Test
    void notForEver() {
        assertThatThrownBy(() -> RETRY.call(() -> failing(9, new SQLException("gone", "08006"))))
                .hasMessage("gone");
        assertThat(tried).hasValue(3);
    }

    @Test
    void whatStaysIsToldAtOnce() {
        assertThatThrownBy(() -> RETRY.call(() -> failing(9, new SQLException("no such table", "42P01"))))
                .hasMessage("no such table");
        assertThat(tried).hasValue(1);
    }

    @Test
    void aDatabaseMayKnowMoreThatPasses() throws SQLException {
        SQLException busy = new SQLException("too many connections", "HY000", 1203);
        assertThat(RETRY.call(failure -> failure.getErrorCode() == 1203, () -> failing(1, busy)))
                .isEqualTo("done");
    }

    @Test
    void whoWaitsCanBeStopped() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> RETRY.call(() -> failing(1, new SQLException("gone", "08006"))))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"08001, true", "53300, true", "40001, true", "57P03, true", "42601, false", "22003, false", ", false"})
    void statesPassOrDoNot(String state, boolean passes) {
        assertThat(SqlStates.isPassing(new SQLException("failed", state))).isEqualTo(passes);
    }

    @Test
    void driversMayTellByTheKindOfFailure() {
        assertThat(SqlStates.isPassing(new SQLTransientConnectionException())).isTrue();
        assertThat(SqlStates.isPassing(new SQLRecoverableException())).isTrue();
        assertThat(SqlStates.of(new SQLException("failed", "S1"))).isEqualTo(SqlStates.UNKNOWN);
    }

    private String failing(int times, SQLException failure) throws SQLException {
        if (tried.incrementAndGet() <= times) {
            throw failure;
        }
        return "done";
    }
}
