package dev.levada.cli.rows;

import dev.levada.cli.terminal.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text: numbers with all their digits, nested ones as JSON. */
final class Values {
    private final Json json;

    Values(Json json) {
        this.json = json;
    }

    String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        return value instanceof Map || value instanceof List ? json.line(value) : value.toString();
    }
}
