package dev.levada.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.cursor.CursorValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {

    @Test
    void boundsLieWhereTheRowsAre() {
        List<CursorValue> skewed = new ArrayList<>(values(IntStream.range(0, 900)));
        skewed.addAll(values(IntStream.range(1, 101).map(i -> i * 1_000_000)));
        assertThat(Splits.bounds(skewed, 4)).extracting(CursorValue::text).containsExactly("250", "500", "750");
    }

    @Test
    void aValueThatManyRowsShareIsOneBound() {
        List<CursorValue> values =
                new ArrayList<>(values(IntStream.generate(() -> 7).limit(90)));
        values.addAll(values(IntStream.range(8, 18)));
        assertThat(Splits.bounds(values, 10)).extracting(CursorValue::text).containsExactly("8");
    }

    @Test
    void oneValueOrNoneCannotBeDivided() {
        assertThat(Splits.bounds(values(IntStream.generate(() -> 7).limit(9)), 4))
                .isEmpty();
        assertThat(Splits.bounds(List.of(), 4)).isEmpty();
    }

    @Test
    void whatAPartSaysIsReadAgainWhateverItHolds() {
        Part part = new Part(
                2,
                3,
                "`a\n+%b`",
                "select `a\n+%b`",
                "fe1",
                "select 1\n\n where x < ?",
                List.of(new CursorValue("text", " \n"), new CursorValue("number", "-1")),
                Optional.empty());
        assertThat(Part.of(part.token())).isEqualTo(part);
        Part whole = new Part(0, 1, "", "select 1", "0", "select 1", List.of(), Optional.empty());
        assertThat(Part.of(whole.token())).isEqualTo(whole);
    }

    private static List<CursorValue> values(IntStream numbers) {
        return numbers.mapToObj(number -> new CursorValue("number", String.valueOf(number)))
                .toList();
    }
}
