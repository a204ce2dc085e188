package dev.levada.connector.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Finding;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.testing.net.Fault.Corrupt;
import dev.levada.testing.net.Fault.Direction;
import dev.levada.testing.net.TroubledWire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections to a server that takes none that are not encrypted. */
@Timeout(120)
class TlsTest {
    @TempDir
    static Path folder;

    private static SecureServer server;

    @BeforeAll
    static void start() throws Exception {
        server = SecureServer.start(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"allow", "prefer", "require"})
    void encryptedConnectionsThatVerifyNothingAreTaken(String mode) throws Exception {
        assertThat(read(Map.of("sslmode", mode))).hasSize(2000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verify-ca", "verify-full"})
    void theServersCertificateIsVerified(String mode) throws Exception {
        assertThat(read(verified(mode, "localhost"))).hasSize(2000);
        Map<String, Object> another = new HashMap<>(verified(mode, "localhost"));
        Path other = folder.resolve("other-" + mode);
        Files.createDirectories(other);
        another.put("sslrootcert", SecureServer.certificate(other).toString());
        assertThatThrownBy(() -> read(another))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.tls"))
                .hasMessageContaining("`sslrootcert`");
        another.put("sslrootcert", "nowhere.crt");
        assertThatThrownBy(() -> read(another))
                .hasMessageContaining("nowhere.crt")
                .hasMessageContaining("sslrootcert");
    }

    @Test
    void onlyVerifyFullLooksAtTheName() throws Exception {
        assertThat(read(verified("verify-ca", "127.0.0.1"))).hasSize(2000);
        assertThatThrownBy(() -> read(verified("verify-full", "127.0.0.1")))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.tls"))
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void aPlainConnectionIsRefusedClearly() {
        assertThatThrownBy(() -> read(Map.of("sslmode", "disable")))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.login"))
                .hasMessageContaining("no encryption")
                .hasMessageContaining("pg_hba.conf");
    }

    @Test
    void aServerWithoutEncryptionIsRefusedIfItIsDemanded() throws Exception {
        Database plain = Database.fresh();
        assertThatThrownBy(() -> {
                    try (Source source = plain.source(Map.of("sslmode", "require"))) {
                        source.discover();
                    }
                })
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.login"))
                .hasMessageContaining("Check `user`, `password`, `sslmode`");
    }

    @Test
    void noByteThatChangesGetsThrough() throws Exception {
        try (TroubledWire wire = TroubledWire.to(server.port())) {
            Map<String, Object> through = Map.of(
                    "sslmode",
                    "require",
                    "port",
                    (long) wire.port(),
                    "read_timeout",
                    Duration.ofSeconds(1),
                    "connect_timeout",
                    Duration.ofSeconds(1),
                    "max_connections",
                    1L);
            List<List<Object>> whole = read(through);
            long received = wire.passed(Direction.TO_CLIENT);
            int failed = 0;
            for (int i = 0; i < 30; i++) {
                long at = received * i / 30 + i;
                wire.trouble(connection -> List.of(new Corrupt(Direction.TO_CLIENT, at)));
                try {
                    assertThat(read(through)).as("byte %d changed", at).isEqualTo(whole);
                } catch (LevadaException e) {
                    failed++;
                }
            }
            assertThat(failed).isGreaterThan(20);
        }
    }

    @Test
    void theDoctorTellsHowTheConnectionIsEncrypted() {
        assertThat(encryption(Map.of("sslmode", "require")).level()).isEqualTo(Finding.Level.NOTE);
        Finding full = encryption(verified("verify-full", "localhost"));
        assertThat(full.level()).isEqualTo(Finding.Level.GOOD);
        assertThat(full.text()).contains("TLSv1.3 with TLS_");
    }

    private static Finding encryption(Map<String, Object> more) {
        try (Source source = source(more)) {
            return source.examine(List.of(), Clock.systemUTC()).stream()
                    .filter(finding -> finding.topic().equals("encryption"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Map<String, Object> verified(String mode, String host) {
        return Map.of(
                "sslmode",
                mode,
                "host",
                host,
                "sslrootcert",
                server.certificate().toString());
    }

    private static PostgresqlSource source(Map<String, Object> more) {
        Map<String, Object> settings =
                new HashMap<>(new Database("postgres").settings(Map.of("port", (long) server.port())));
        settings.putAll(more);
        Address address = Address.of("crm", new Settings(settings), folder);
        return new PostgresqlSource(new Server("crm", address), Database.IMPATIENT, 1);
    }

    private static List<List<Object>> read(Map<String, Object> more) throws IOException {
        try (Source source = source(more)) {
            Form.Rows form =
                    (Form.Rows) Database.plan(source, Map.of("table", "users")).form();
            List<List<Object>> rows = new ArrayList<>();
            for (Split split : form.splits()) {
                rows.addAll(Database.rows(source, form, split));
            }
            return rows;
        }
    }
}
