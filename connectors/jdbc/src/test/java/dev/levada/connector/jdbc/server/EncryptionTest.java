package dev.levada.connector.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncryptionTest {

    @ParameterizedTest
    @CsvSource({
        "db.internal, , VERIFY_FULL",
        "10.0.0.1, , VERIFY_FULL",
        "localhost, , DISABLE",
        "127.0.0.1, , DISABLE",
        "::1, , DISABLE",
        "localhost.evil.org, , VERIFY_FULL",
        "db.internal, require, REQUIRE",
        "localhost, verify-full, VERIFY_FULL"
    })
    void onlyThisMachineItselfIsTalkedToInTheOpen(String host, String mode, Encryption expected) {
        Map<String, Object> settings = mode == null ? Map.of("host", host) : Map.of("host", host, "sslmode", mode);
        assertThat(Encryption.of(new Login("crm", new Settings(settings), Path.of(""))))
                .isEqualTo(expected);
    }
}
