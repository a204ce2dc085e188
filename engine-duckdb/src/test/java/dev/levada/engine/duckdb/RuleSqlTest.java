package dev.levada.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Column;
import dev.levada.api.Type.Primitive;
import dev.levada.contract.Rule;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleSqlTest {
    private static final String ROWS =
            "(VALUES (1, 'a', 5), (2, 'it''s', -5), (3, NULL, NULL)) AS rows(row, word, number)";
    private static final RuleSql SQL =
            new RuleSql(List.of(new Column("word", Primitive.VARCHAR), new Column("number", Primitive.INTEGER)));

    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of(Rules.required("word"), List.of(3L)),
                Arguments.of(Rules.min("number", "0"), List.of(2L)),
                Arguments.of(Rules.of("word", new dev.levada.contract.Test.In("word", List.of("it's"))), List.of(1L)),
                Arguments.of(Rules.of("word", new dev.levada.contract.Test.In("word", words(6))), List.of(2L)),
                Arguments.of(Rules.of("word", new dev.levada.contract.Test.In("word", words(7))), List.of(2L)),
                Arguments.of(Rules.of("number", new dev.levada.contract.Test.In("number", List.of("-5"))), List.of(1L)),
                Arguments.of(
                        Rules.of(
                                "word",
                                new dev.levada.contract.Test.Length("word", OptionalLong.of(2), OptionalLong.empty())),
                        List.of(1L)),
                Arguments.of(Rules.row("sound", "number > 0 OR word = 'z' -- or nothing is known"), List.of(2L)));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRowEitherKeepsARuleOrBreaksIt(Rule rule, List<Long> breaking) throws SQLException {
        assertThat(rowsThat("CASE WHEN " + SQL.anyBroken(List.of(rule)) + " THEN true ELSE false END"))
                .isEqualTo(breaking);
        assertThat(rowsThat("NOT (" + SQL.holds(rule.test()) + ")")).isEqualTo(breaking);
    }

    @Test
    void aRowThatBreaksOneOfSeveralIsBrokenWhateverIsUnknownOfTheOthers() throws SQLException {
        List<Rule> rules = List.of(Rules.min("number", "0"), Rules.required("word"));
        assertThat(rowsThat(SQL.anyBroken(rules))).containsExactly(2L, 3L);
        assertThat(rowsThat(SQL.anyBroken(List.of()))).isEmpty();
    }

    /** So many words, {@code a} among them. */
    private static List<String> words(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> String.valueOf((char) ('a' + i)))
                .toList();
    }

    private static List<Long> rowsThat(String condition) throws SQLException {
        try (DuckDBConnection connection =
                (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", new Properties())) {
            return new Statements(connection)
                    .numbers("SELECT row FROM " + ROWS + " WHERE " + condition + " ORDER BY row");
        }
    }
}
