package dev.levada.connector.jdbc.sqlserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.sqlserver.jdbc.SQLServerDriver;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told without a server: the statements that are sent, and what the driver makes of the settings. */
class SqlServerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bit; 1; 0; BOOLEAN; BOOLEAN",
                "tinyint; 3; 0; INTEGER; INTEGER",
                "int identity; 10; 0; INTEGER; INTEGER",
                "bigint; 19; 0; BIGINT; BIGINT",
                "decimal; 38; 10; DECIMAL(38,10); DECIMAL(38,10)",
                "numeric() identity; 9; 0; DECIMAL(9,0); DECIMAL(9,0)",
                "money; 19; 4; DECIMAL(19,4); DECIMAL(19,4)",
                "smallmoney; 10; 4; DECIMAL(10,4); DECIMAL(10,4)",
                "real; 7; 0; FLOAT; FLOAT",
                "float; 15; 0; DOUBLE; DOUBLE",
                "uniqueidentifier; 36; 0; UUID; UUID",
                "date; 10; 0; DATE; DATE",
                "time; 15; 6; TIME; TIME",
                "time; 16; 7; VARCHAR; VARCHAR",
                "datetime; 23; 3; TIMESTAMP; TIMESTAMP",
                "smalldatetime; 16; 0; TIMESTAMP; TIMESTAMP",
                "datetime2; 26; 6; TIMESTAMP; TIMESTAMP",
                "datetime2; 27; 7; VARCHAR; VARCHAR",
                "datetimeoffset; 33; 6; TIMESTAMPTZ; VARCHAR",
                "datetimeoffset; 34; 7; VARCHAR; VARCHAR",
                "nvarchar; 9; 0; VARCHAR; VARCHAR",
                "text; 9; 0; VARCHAR; VARCHAR",
                "xml; 0; 0; VARCHAR; VARCHAR",
                "sql_variant; 0; 0; VARCHAR; VARCHAR",
                "varbinary; 9; 0; BLOB; BLOB",
                "timestamp; 8; 0; BLOB; BLOB",
                "hierarchyid; 892; 0; BLOB; BLOB"
            })
    void typesKeepAllThatTheyHold(String type, int precision, int scale, String suggested, String delivered) {
        Field field = SqlServerTypes.field(new Fields("c", "[c]"), type, precision, scale);
        assertThat(field.column().type().sql()).isEqualTo(suggested);
        assertThat(field.delivered().sql()).isEqualTo(delivered);
        assertThat(field.expression()).isEqualTo("[c]");
    }

    @Test
    void cursorsAreComparedInTheTypeOfTheirColumn() {
        assertThat(order("datetime", 3).parameter()).isEqualTo("convert(datetime, ?, 121)");
        assertThat(order("datetime", 3).shown("max([c])")).isEqualTo("convert(varchar(23), max([c]), 121)");
        assertThat(order("datetime2", 7).parameter()).isEqualTo("convert(datetime2(7), ?, 121)");
        assertThat(order("datetimeoffset", 7).shown("max([c])"))
                .isEqualTo("convert(varchar(27), convert(datetime2(7), switchoffset(max([c]), 0)), 121)");
        assertThat(order("datetimeoffset", 7).parameter())
                .isEqualTo("todatetimeoffset(convert(datetime2(7), ?, 121), 0)");
        assertThat(SqlServerTypes.field(new Fields("c", "[c]"), "uniqueidentifier", 0, 0)
                        .order())
                .isEmpty();
    }

    private static Order order(String type, int scale) {
        return SqlServerTypes.field(new Fields("c", "[c]"), type, 0, scale)
                .order()
                .orElseThrow();
    }

    @Test
    void theDriverIsToldToEncryptAndToVerifyUnlessTheProjectSaysOtherwise() throws Exception {
        assertThat(asked(Map.of("host", "db.internal")))
                .containsEntry("encrypt", "true")
                .containsEntry("trustServerCertificate", "false")
                .containsEntry("databaseName", "sales")
                .containsEntry("serverName", "db.internal")
                .containsEntry("portNumber", "1433")
                .containsEntry("loginTimeout", "10")
                .containsEntry("applicationName", "levada");
        assertThat(asked(Map.of("host", "localhost"))).containsEntry("encrypt", "false");
        assertThat(asked(Map.of("host", "db.internal", "sslmode", "require")))
                .containsEntry("encrypt", "true")
                .containsEntry("trustServerCertificate", "true");
        assertThat(asked(Map.of("host", "db.internal", "sslmode", "disable"))).containsEntry("encrypt", "false");
        assertThat(asked(Map.of("host", "db.internal", "properties", Map.of("failoverPartner", "db2"))))
                .containsEntry("failoverPartner", "db2");
    }

    private static Map<String, String> asked(Map<String, Object> more) throws Exception {
        Map<String, Object> settings = new HashMap<>(Map.of("port", 1433L, "database", "sales"));
        settings.putAll(more);
        Login login = new Login("crm", new Settings(settings), Path.of(""));
        SqlServerDialect dialect = new SqlServerDialect(login);
        Properties properties = login.properties(dialect.ours());
        Map<String, String> asked = new HashMap<>();
        for (DriverPropertyInfo property : new SQLServerDriver().getPropertyInfo(dialect.url(), properties)) {
            asked.put(property.name, String.valueOf(property.value).toLowerCase(Locale.ROOT));
        }
        return asked;
    }

    @Test
    void nobodyThatAnswersIsToldSo() {
        Map<String, Object> settings = Map.of(
                "host", "127.0.0.1",
                "port", 1L,
                "database", "sales",
                "user", "levada",
                "password", "hidden-word",
                "connect_timeout", Duration.ofSeconds(2));
        try (Source source = new SqlServerConnector().open("crm", new Settings(settings), Path.of(""))) {
            assertThatThrownBy(source::discover)
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).isEqualTo("source.unreachable");
                        assertThat(e.isRetryable()).isTrue();
                    })
                    .hasMessageNotContaining("hidden-word");
        }
    }

    @Test
    void namesAreQuotedInBrackets() {
        Login login = new Login("crm", new Settings(Map.of()), Path.of(""));
        assertThat(new SqlServerDialect(login).quoted("a]b [c")).isEqualTo("[a]]b [c]");
    }
}
