package dev.levada.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.project.Secrets;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonTest {
    private final Json json = new Json(text -> text);

    @Test
    void numbersKeepEveryDigit() {
        assertThat(json.line(Arrays.asList(
                        new BigDecimal("0.10"),
                        new BigDecimal("1E+3"),
                        new BigInteger("170141183460469231731687303715884105727"),
                        Long.MAX_VALUE,
                        0.1,
                        1.1f)))
                .isEqualTo("[0.10,1000,170141183460469231731687303715884105727,9223372036854775807,0.1,1.1]");
    }

    @Test
    void whatJsonHasNoNumberForIsText() {
        assertThat(json.line(List.of(Double.NaN, Double.POSITIVE_INFINITY))).isEqualTo("[\"NaN\",\"Infinity\"]");
    }

    @Test
    void nestedValuesAndNullsAreWritten() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a", null);
        map.put("b", Map.of("c", List.of(true)));

        assertThat(json.line(map)).isEqualTo("{\"a\":null,\"b\":{\"c\":[true]}}");
    }

    @Test
    void aSecretIsHiddenBeforeItIsEscaped() {
        Json hiding = new Json(new Secrets(Set.of("pa\"ss\\word"))::hide);

        assertThat(hiding.line(Map.of("url", "db:pa\"ss\\word@host"))).isEqualTo("{\"url\":\"db:***@host\"}");
    }
}
