package dev.levada.dialect.postgres;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Rule;
import dev.levada.dialect.Synonyms;
import dev.levada.dialect.Untranslatable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** DuckDB's functions and operators in PostgreSQL's words. What is not mentioned here is refused. */
final class PostgresFunctions {
    /** The first version with a collation that knows the case of all letters, whatever the database's locale is. */
    private static final int VERSION_WITH_CASES = 17;

    private static final Set<String> ORDER = Set.of("<", "<=", ">", ">=");
    private static final Set<String> CHANGING = Set.of(
            "now",
            "today",
            "current_date",
            "current_timestamp",
            "get_current_timestamp",
            "current_localtimestamp",
            "random",
            "uuid",
            "gen_random_uuid",
            "uuidv4",
            "uuidv7",
            "nextval",
            "txid_current");

    private static final Map<String, List<Rule>> RULES =
            Rule.parseAll(PostgresMath.RULES + PostgresTexts.RULES + PostgresTimes.RULES).stream()
                    .collect(Collectors.groupingBy(Rule::function));

    private final int version;

    PostgresFunctions(int version) {
        this.version = version;
    }

    String call(Call call, List<String> arguments) {
        String name = Synonyms.usual(call.function());
        List<Rule> rules = RULES.getOrDefault(name, List.of());
        for (Rule rule : rules) {
            if (rule.fits(call)) {
                return demanded(rule.spell(call, arguments), name);
            }
        }
        String logical = logical(call, arguments);
        if (logical != null) {
            return logical;
        }
        if (CHANGING.contains(name)) {
            throw new Untranslatable(name, "Its value changes from call to call, so both databases would differ.");
        }
        throw refused(call, !rules.isEmpty());
    }

    private String demanded(String sql, String function) {
        if (version < VERSION_WITH_CASES && sql.contains(PostgresTexts.CASES)) {
            throw new Untranslatable(
                    function,
                    "Before version " + VERSION_WITH_CASES
                            + " PostgreSQL knows letters only by the database's locale.");
        }
        return sql;
    }

    private static Untranslatable refused(Call call, boolean known) {
        String types = call.arguments().stream().map(PostgresFunctions::shown).collect(Collectors.joining(", "));
        String shape = call.function() + "(" + types + ")";
        return new Untranslatable(
                shape,
                known
                        ? "With these arguments no spelling in PostgreSQL is known to mean the same."
                        : "No function of PostgreSQL is known to mean the same.");
    }

    private static String shown(Expression argument) {
        return Rule.text(argument)
                .filter(text -> text.length() < 20)
                .map(text -> "'" + text + "'")
                .orElseGet(() -> argument.type().toString());
    }

    /** What has any number of arguments, or looks into them. */
    private static @Nullable String logical(Call call, List<String> arguments) {
        String name = Synonyms.usual(call.function());
        return switch (name) {
            case "and", "or" -> "(" + String.join(name.equals("and") ? " AND " : " OR ", arguments) + ")";
            case "not" -> "(NOT " + arguments.get(0) + ")";
            case "is null" -> "(" + arguments.get(0) + " IS NULL)";
            case "is not null" -> "(" + arguments.get(0) + " IS NOT NULL)";
            case "=", "<>", "<", "<=", ">", ">=", "is distinct from", "is not distinct from" ->
                comparison(call, arguments);
            case "in" ->
                "(" + arguments.get(0) + " IN (" + String.join(", ", arguments.subList(1, arguments.size())) + "))";
            case "coalesce" -> "COALESCE(" + String.join(", ", arguments) + ")";
            case "greatest", "least" -> name + "(" + ordered(call, arguments) + ")";
            case "concat" -> texts(call) ? "concat(" + String.join(", ", arguments) + ")" : null;
            case "concat_ws" -> texts(call) ? "concat_ws(" + String.join(", ", arguments) + ")" : null;
            case "list_position" -> position(call, arguments);
            case "list_extract" -> element(call, arguments);
            case "epoch" -> isDifference(call) ? seconds(arguments.get(0)) : null;
            case "strftime" -> TimeFormats.written(call, arguments);
            case "regexp_matches" -> matches(call, arguments);
            default -> null;
        };
    }

    private static String comparison(Call call, List<String> arguments) {
        ValueType type = call.arguments().get(0).type();
        ValueType other = call.arguments().get(1).type();
        if (type.kind() != other.kind() || type.is(Kind.LIST, Kind.OTHER)) {
            throw refused(call, true);
        }
        String operator = call.function();
        String left = ORDER.contains(operator) ? PostgresDialect.binary(type, arguments.get(0)) : arguments.get(0);
        return "(" + left + " " + operator.toUpperCase(Locale.ROOT) + " " + arguments.get(1) + ")";
    }

    private static String ordered(Call call, List<String> arguments) {
        ValueType type = call.type();
        return arguments.stream()
                .map(argument -> PostgresDialect.binary(type, argument))
                .collect(Collectors.joining(", "));
    }

    /** The length of other intervals depends on how many days a month is taken for. */
    private static boolean isDifference(Call call) {
        return call.arguments().get(0) instanceof Call difference
                && difference.function().equals("-")
                && difference.arguments().size() == 2
                && difference.arguments().get(0).type().is(Kind.TIMESTAMP, Kind.TIMESTAMPTZ)
                && difference
                        .arguments()
                        .get(1)
                        .type()
                        .equals(difference.arguments().get(0).type());
    }

    private static String seconds(String interval) {
        return "CAST(extract(epoch FROM " + interval + ") AS double precision)";
    }

    private static boolean texts(Call call) {
        return call.arguments().stream().allMatch(argument -> argument.type().is(Kind.VARCHAR));
    }

    private static List<?> list(Call call) {
        return call.arguments().get(0) instanceof Constant constant && constant.value() instanceof List<?> list
                ? list
                : List.of();
    }

    private static @Nullable String position(Call call, List<String> arguments) {
        List<?> list = list(call);
        boolean holdsNull = list.stream().anyMatch(element -> ((Constant) element).value() == null);
        return list.isEmpty() || holdsNull
                ? null
                : "array_position(" + arguments.get(0) + ", " + arguments.get(1) + ")";
    }

    private static @Nullable String element(Call call, List<String> arguments) {
        String index = arguments.get(1);
        if (call.arguments().get(0) instanceof Call split
                && Synonyms.usual(split.function()).equals("string_split")) {
            return Rule.number(call.arguments().get(1))
                    .filter(number -> number.signum() > 0)
                    .map(number -> "(" + arguments.get(0) + ")[" + number.toPlainString() + "]")
                    .orElse(null);
        }
        List<?> list = list(call);
        return list.isEmpty()
                ? null
                : "(" + arguments.get(0) + ")[CASE WHEN " + index + " < 0 THEN " + index + " + " + (list.size() + 1)
                        + " ELSE " + index + " END]";
    }

    private static @Nullable String matches(Call call, List<String> arguments) {
        String pattern = call.arguments().size() == 2
                ? Rule.text(call.arguments().get(1)).orElse("")
                : "";
        if (!CommonPatterns.isCommon(pattern)) {
            throw new Untranslatable(
                    "regexp_matches",
                    "Only patterns of letters, digits, simple classes, ^, $, +, *, ? and | are known to match the same.");
        }
        return "(" + arguments.get(0) + " ~ " + arguments.get(1) + ")";
    }
}
