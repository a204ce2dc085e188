package dev.levada.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ",
            value = {
                "*.csv a.csv true",
                "*.csv a/b.csv false",
                "*.csv a.CSV false",
                "events/*.json events/1.json true",
                "events/*.json events/2024/1.json false",
                "**/*.csv a.csv true",
                "**/*.csv a/b/c.csv true",
                "a/**/z.csv a/z.csv true",
                "a/**/z.csv a/b/c/z.csv true",
                "a/**/z.csv ab/z.csv false",
                "a/** a/b/c.csv true",
                "a/** a false",
                "** a/b.csv true",
                "a**.csv ab.csv true",
                "a**.csv a/b.csv false",
                "?.csv a.csv true",
                "?.csv ab.csv false",
                "x.{csv,json} x.json true",
                "x.{csv,json} x.jsonl false",
                "{a,b{1,2}}.csv b2.csv true",
                "[ab].csv [ab].csv true",
                "[ab].csv a.csv false",
                "a+(1).csv a+(1).csv true",
                "a,b.csv a,b.csv true",
                "a\\*.csv a*.csv true",
                "a\\*.csv ab.csv false",
                "./a.csv a.csv true",
            })
    void matchesPaths(String glob, String path, String matches) {
        assertThat(Glob.parse(glob).matches(path)).isEqualTo(matches.equals("true"));
    }

    @Test
    void theWalkBeginsAtTheDeepestFixedFolder() {
        assertThat(Glob.parse("a/b/*.csv").base()).isEqualTo("a/b");
        assertThat(Glob.parse("a/b.csv").base()).isEqualTo("a");
        assertThat(Glob.parse("a\\*/b*/c.csv").base()).isEqualTo("a*");
        assertThat(Glob.parse("*.csv").base()).isEmpty();
    }

    @Test
    void aLiteralMatchesItsPathAlone() {
        for (String path : new String[] {"a{b}.csv", "a*?,\\.csv", "[x]/a b.csv"}) {
            assertThat(Glob.parse(Glob.literal(path)).matches(path)).isTrue();
        }
        assertThat(Glob.parse(Glob.literal("a*.csv")).matches("ab.csv")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../a.csv", "a/../../b", "a//b", "a{b", "a}b"})
    void whatIsNoPatternBelowTheRootIsRefused(String glob) {
        assertThatThrownBy(() -> Glob.parse(glob))
                .isInstanceOf(LevadaException.class)
                .hasMessageStartingWith("'" + glob + "' is not a pattern of files: ");
    }
}
