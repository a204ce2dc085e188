package dev.levada.connector.jdbc.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Blame;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Rig;
import dev.levada.testing.source.Incremental;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A driver that is loaded from its jar: H2's, as if Levada did not know it. */
class JdbcConnectorTest {
    @TempDir
    Path folder;

    /** A file, as the driver from the jar shares nothing with the one of the tests. */
    private record FileRig(Path folder) implements Rig {
        @Override
        public Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("crm"), "sa", "");
        }

        @Override
        public Source source() {
            return source(Map.of());
        }

        Source source(Map<String, Object> more) {
            Map<String, Object> settings = new HashMap<>(Map.of(
                    "url",
                    "jdbc:h2:file:" + folder.resolve("crm") + ";IFEXISTS=TRUE",
                    "driver",
                    "org.h2.Driver",
                    "jar",
                    List.of(jar()),
                    "user",
                    "sa"));
            settings.putAll(more);
            return new JdbcConnector().open("crm", new Settings(settings), folder);
        }
    }

    private static String jar() {
        try {
            return Path.of(org.h2.Driver.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tablesAreFoundAndReadInTypesThatEveryDriverKnows() throws Exception {
        FileRig rig = new FileRig(folder);
        rig.run(
                "create table t (a int, b numeric(10, 2), c decfloat, d date, e timestamp, f varchar, g varbinary, h real)",
                "insert into t values (1, 1.50, 1e-30, date '2024-02-29', timestamp '2024-02-29 12:00:00.5', 'ş', x'00', 0.1)",
                "create schema sales",
                "create view sales.v as select 1 as one");
        Form.Rows form = rig.form(Map.of("table", "t"));
        Map<String, String> types = new LinkedHashMap<>();
        form.suggested()
                .forEach(column -> types.put(column.name(), column.type().sql()));
        assertThat(types)
                .containsEntry("A", "INTEGER")
                .containsEntry("B", "DECIMAL(10,2)")
                .containsEntry("D", "DATE")
                .containsEntry("E", "TIMESTAMP")
                .containsEntry("G", "BLOB");
        assertThat(rig.rows(Map.of("table", "t", "columns", List.of("a", "b", "d", "e", "f", "h"))))
                .isEqualTo(List.of(List.of(
                        1L, new BigDecimal("1.50"), "2024-02-29", "2024-02-29 12:00:00.5", "ş", (double) 0.1f)));
        assertThat(rig.rows(Map.of("table", "sales.v"))).isEqualTo(List.of(List.of(1L)));
        try (Source source = rig.source()) {
            assertThat(source.discover()).extracting(offer -> offer.title()).contains("T", "SALES.V (view)");
        }
    }

    @Test
    void timesThatAreFinerThanMicrosecondsAreNotCutShort() throws Exception {
        FileRig rig = new FileRig(folder);
        rig.run("create table t (e timestamp(9))", "insert into t values (timestamp '2024-02-29 12:00:00.000000001')");
        assertThatThrownBy(() -> rig.rows(Map.of("table", "t")))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.code()).isEqualTo("source.value"))
                .hasMessageContaining("column 'E' holds 2024-02-29 12:00:00.000000001");
    }

    @Test
    void cursorsReadOn() throws Exception {
        FileRig rig = new FileRig(folder);
        for (String type : List.of("bigint", "date", "timestamp", "varchar")) {
            String value = type.equals("bigint") ? "%d" : "'2024-01-0%d'";
            rig.run(
                    "drop table if exists events",
                    "create table events (c " + type + ")",
                    "insert into events values (" + value.formatted(1) + "), (" + value.formatted(2) + ")");
            Incremental events = new Incremental(rig::source, Meeting.ADD, Map.of("cursor", "c"));
            assertThat(events.run()).as(type).hasSize(2);
            rig.run("insert into events values (" + value.formatted(3) + ")");
            assertThat(events.run()).as(type).singleElement().asString().contains("3");
        }
    }

    @Test
    void whatIsMissingIsToldWithWhatToDo() {
        FileRig rig = new FileRig(folder);
        assertThatThrownBy(() -> rig.source(Map.of("jar", List.of())))
                .hasMessage(
                        "Connection 'crm': the driver's jar is missing. Put it into the project, such as in a folder"
                                + " `drivers`, and name it: `jar: drivers/driver.jar`.");
        assertThatThrownBy(() -> rig.source(Map.of("jar", List.of("drivers/db.jar"))))
                .isInstanceOfSatisfying(
                        LevadaException.class, e -> assertThat(e.blame()).isEqualTo(Blame.OUTSIDE))
                .hasMessage(
                        "Connection 'crm': the driver's jar " + folder.resolve("drivers/db.jar") + " does not exist.");
        assertThatThrownBy(() -> rig.source(Map.of("driver", "org.h2.Drivers")))
                .hasMessageContaining("has no class org.h2.Drivers. Check `jar` and `driver`.");
        assertThatThrownBy(() -> rig.source(Map.of("driver", "org.h2.Driver$1")))
                .isInstanceOf(LevadaException.class);
        assertThatThrownBy(() -> rig.source(Map.of("driver", "org.h2.tools.Script")))
                .hasMessageContaining("that cannot be used as a driver");
        try (Source source = rig.source(Map.of("url", "jdbc:other:crm"))) {
            assertThatThrownBy(source::discover)
                    .hasMessageContaining("the driver org.h2.Driver does not take this kind of `url`");
        }
    }
}
