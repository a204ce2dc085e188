package dev.levada.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.AssetName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteVerificationsTest {
    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00.123456Z");
    private static final AssetName ORDERS = AssetName.parse("raw.orders");
    private static final Verification FIRST = new Verification(
            ORDERS, NOON, Long.MAX_VALUE, Optional.of("v1"), Optional.of("7"), List.of("a b", "c"), 10, 9, 1);

    @TempDir
    Path folder;

    private Ledger open() {
        return new SqliteLedger(folder.resolve("ledger.db"), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void the_last_verification_of_a_table_is_read_back_as_it_was_written() {
        Verification second = new Verification(
                ORDERS, NOON.plusSeconds(1), 8, Optional.empty(), Optional.empty(), List.of(), 0, 0, 0);
        try (Ledger ledger = open()) {
            assertThat(ledger.verifications().of(ORDERS)).isEmpty();
            ledger.verifications().put(FIRST);
            assertThat(ledger.verifications().of(ORDERS)).contains(FIRST);
            assertThat(ledger.verifications().of(AssetName.parse("raw.users"))).isEmpty();
            ledger.verifications().put(second);
        }
        try (Ledger ledger = open()) {
            assertThat(ledger.verifications().of(ORDERS)).contains(second);
        }
    }

    @Test
    void what_is_remembered_of_tables_may_be_forgotten_without_it() {
        try (Ledger ledger = open()) {
            ledger.verifications().put(FIRST);
            ledger.histories().forget(List.of(ORDERS));
            assertThat(ledger.verifications().of(ORDERS)).contains(FIRST);
        }
    }
}
