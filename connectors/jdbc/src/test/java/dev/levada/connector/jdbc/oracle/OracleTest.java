package dev.levada.connector.jdbc.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.cursor.Cursor;
import dev.levada.connector.jdbc.Field;
import dev.levada.connector.jdbc.Order;
import dev.levada.connector.jdbc.Relation;
import dev.levada.connector.jdbc.server.Fields;
import dev.levada.connector.jdbc.server.Login;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be told without a server: the statements that are sent, and what the driver makes of the settings. */
class OracleTest {
    private static final Relation ORDERS =
            new Relation("SALES", "ORDERS", "SALES.ORDERS", "\"SALES\".\"ORDERS\"", Relation.Kind.TABLE);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "NUMBER; 10; 2; DECIMAL(10,2); DECIMAL(10,2); \"c\"",
                "NUMBER; 38; 0; DECIMAL(38,0); DECIMAL(38,0); \"c\"",
                "NUMBER; 0; -127; VARCHAR; VARCHAR; \"c\"",
                "NUMBER; 5; -2; DECIMAL(7,0); DECIMAL(7,0); \"c\"",
                "NUMBER; 2; 5; DECIMAL(5,5); DECIMAL(5,5); \"c\"",
                "NUMBER; 38; -84; VARCHAR; VARCHAR; \"c\"",
                "NUMBER; 38; 127; VARCHAR; VARCHAR; \"c\"",
                "NUMBER; 126; -127; VARCHAR; VARCHAR; \"c\"",
                "FLOAT; 126; -127; VARCHAR; VARCHAR; \"c\"",
                "BINARY_FLOAT; 0; 0; FLOAT; FLOAT; \"c\"",
                "BINARY_DOUBLE; 0; 0; DOUBLE; DOUBLE; \"c\"",
                "BOOLEAN; 0; 0; BOOLEAN; BOOLEAN; \"c\"",
                "DATE; 0; 0; TIMESTAMP; TIMESTAMP; \"c\"",
                "TIMESTAMP; 0; 6; TIMESTAMP; TIMESTAMP; \"c\"",
                "TIMESTAMP; 0; 9; VARCHAR; VARCHAR; to_char(\"c\", 'YYYY-MM-DD HH24:MI:SS.FF9')",
                "TIMESTAMP WITH TIME ZONE; 0; 6; TIMESTAMPTZ; VARCHAR;"
                        + " to_char(\"c\", 'YYYY-MM-DD HH24:MI:SS.FF6TZH:TZM')",
                "TIMESTAMP WITH LOCAL TIME ZONE; 0; 9; VARCHAR; VARCHAR;"
                        + " to_char(\"c\", 'YYYY-MM-DD HH24:MI:SS.FF9TZH:TZM')",
                "VARCHAR2; 9; 0; VARCHAR; VARCHAR; \"c\"",
                "NCLOB; 0; 0; VARCHAR; VARCHAR; \"c\"",
                "ROWID; 0; 0; VARCHAR; VARCHAR; \"c\"",
                "RAW; 16; 0; BLOB; BLOB; \"c\"",
                "JSON; 0; 0; VARCHAR; VARCHAR; json_serialize(\"c\" returning clob)",
                "SYS.XMLTYPE; 0; 0; VARCHAR; VARCHAR; xmlserialize(content \"c\" as clob)",
                "INTERVALDS; 2; 6; VARCHAR; VARCHAR; to_char(\"c\")"
            })
    void typesKeepAllThatTheyHold(
            String type, int precision, int scale, String suggested, String delivered, String expression) {
        Field field = OracleTypes.field(new Fields("c", "\"c\""), type, precision, scale);
        assertThat(field.column().type().sql()).isEqualTo(suggested);
        assertThat(field.delivered().sql()).isEqualTo(delivered);
        assertThat(field.expression()).isEqualTo(expression);
    }

    @Test
    void cursorsAreComparedInTheTypeOfTheirColumn() {
        assertThat(order("DATE", 0).parameter()).isEqualTo("to_date(substr(?, 1, 19), 'YYYY-MM-DD HH24:MI:SS')");
        assertThat(order("DATE", 0).shown("max(\"c\")")).isEqualTo("to_char(max(\"c\"), 'YYYY-MM-DD HH24:MI:SS')");
        assertThat(order("TIMESTAMP", 6).parameter()).isEqualTo("to_timestamp(?, 'YYYY-MM-DD HH24:MI:SS.FF9')");
        assertThat(order("TIMESTAMP WITH TIME ZONE", 6).shown("max(\"c\")"))
                .isEqualTo("to_char(sys_extract_utc(max(\"c\")), 'YYYY-MM-DD HH24:MI:SS.FF9')");
        Cursor cursor = new Cursor("crm", "c", Optional.empty(), Optional.empty(), Cursor.Start.INCLUSIVE);
        assertThat(order("TIMESTAMP WITH TIME ZONE", 6)
                        .typed(cursor, "2024-01-01T02:00:00+02:00", Optional.empty())
                        .text())
                .isEqualTo("2024-01-01 00:00:00");
        assertThat(OracleTypes.field(new Fields("c", "\"c\""), "BLOB", 0, 0).order())
                .isEmpty();
    }

    private static Order order(String type, int scale) {
        return OracleTypes.field(new Fields("c", "\"c\""), type, 0, scale)
                .order()
                .orElseThrow();
    }

    @Test
    void aSampleIsTheSameWheneverItIsTaken() {
        assertThat(new OracleSplitting().sample(ORDERS, "\"ID\"", order("DATE", 0), 0.001))
                .isEqualTo(
                        "select to_char(\"ID\", 'YYYY-MM-DD HH24:MI:SS') from (select \"ID\" from \"SALES\".\"ORDERS\""
                                + " sample (0.100000) seed (7)) q where \"ID\" is not null order by \"ID\"");
        assertThat(new OracleSplitting().sample(ORDERS, "\"ID\"", order("DATE", 0), 1))
                .contains("sample (99.990000) seed (7)");
    }

    @Test
    void partsAreReadAsOfAChangeNumber() {
        assertThat(new OracleSplitting.AsOf(null, "4711").suffix()).isEqualTo(" as of scn 4711");
    }

    @Test
    void withoutItsDriverTheMessageSaysWhatToPutWhere() {
        Map<String, Object> settings = Map.of("url", "jdbc:oracle:thin:@//localhost:1521/free");
        assertThatThrownBy(() -> new OracleConnector().open("crm", new Settings(settings), Path.of("")))
                .hasMessage(
                        "Connection 'crm': Oracle's driver does not come with Levada, as its licence is Oracle's own."
                                + " Download ojdbc17.jar (com.oracle.database.jdbc:ojdbc17 on Maven Central), put it into the project,"
                                + " such as in a folder `drivers`, and say `jar: drivers/ojdbc17.jar`.");
        assertThatThrownBy(() -> new OracleConnector()
                        .open("crm", new Settings(Map.of("url", "localhost:1521/free")), Path.of("")))
                .hasMessageContaining("the `url` should begin with jdbc:oracle:");
    }

    @Test
    void theDriverOfAJarTellsWhenNobodyAnswers() throws Exception {
        Map<String, Object> settings = Map.of(
                "url", "jdbc:oracle:thin:@//127.0.0.1:1/free",
                "user", "levada",
                "password", "hidden-word",
                "connect_timeout", Duration.ofSeconds(2),
                "jar", List.of(jar()));
        try (Source source = new OracleConnector().open("crm", new Settings(settings), Path.of(""))) {
            assertThatThrownBy(source::discover)
                    .isInstanceOfSatisfying(LevadaException.class, e -> {
                        assertThat(e.code()).isEqualTo("source.unreachable");
                        assertThat(e.isRetryable()).isTrue();
                    })
                    .hasMessageNotContaining("hidden-word");
        }
    }

    @Test
    void theDriverKnowsThePropertiesThatItIsGiven() throws Exception {
        Driver driver = new oracle.jdbc.OracleDriver();
        Login login = new Login("crm", new Settings(Map.of()), Path.of(""));
        Map<String, String> ours = new OracleDialect(login, driver).ours();
        List<String> known = Arrays.stream(
                        driver.getPropertyInfo("jdbc:oracle:thin:@//localhost:1521/free", new Properties()))
                .map((DriverPropertyInfo property) -> property.name)
                .toList();
        assertThat(known).containsAll(ours.keySet());
    }

    private static String jar() throws Exception {
        return Path.of(oracle.jdbc.OracleDriver.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
    }
}
