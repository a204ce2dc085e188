package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Rule;
import dev.levada.dialect.Untranslatable;
import java.util.List;
import java.util.Map;

/** The formats of {@code strftime} as those of {@code to_char}. */
final class TimeFormats {
    private static final Map<Character, String> PARTS =
            Map.of('Y', "YYYY", 'm', "MM", 'd', "DD", 'H', "HH24", 'M', "MI", 'S', "SS", 'j', "DDD", 'y', "YY");
    /** What stands between parts and means itself. */
    private static final String BETWEEN = " -/.:_,";

    private TimeFormats() {}

    static String written(Call call, List<String> arguments) {
        String format = Rule.text(call.arguments().get(1)).orElse("");
        if (format.isEmpty() || !call.arguments().get(0).type().is(Kind.DATE, Kind.TIMESTAMP)) {
            throw untranslatable("strftime");
        }
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char letter = format.charAt(i);
            if (letter == '%' && i + 1 < format.length()) {
                pattern.append(part(format.charAt(++i)));
            } else if (BETWEEN.indexOf(letter) >= 0) {
                pattern.append(letter);
            } else if (letter == 'T' || letter == 'Z') {
                pattern.append('"').append(letter).append('"');
            } else {
                throw untranslatable("strftime with '" + letter + "'");
            }
        }
        return "to_char(" + arguments.get(0) + ", " + PostgresTypes.text(pattern.toString()) + ")";
    }

    private static String part(char letter) {
        String part = PARTS.get(letter);
        if (part == null) {
            throw untranslatable("strftime with %" + letter);
        }
        return part;
    }

    private static Untranslatable untranslatable(String what) {
        return new Untranslatable(
                what, "Only fixed formats of %Y %m %d %H %M %S %y %j and the usual punctuation are written the same.");
    }
}
