package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one function with arguments of certain types is spelled.
 *
 * <p>Read from a line such as {@code left(varchar, count) -> left({0}, {1!})}. An argument is a type, a set of types
 * ({@code whole}, {@code exact}, {@code number}, {@code any}), or a fixed value: {@code position} (a whole number from 1),
 * {@code count} (from 0), {@code literal} (a text that is not empty), {@code char} (one character), or one of some texts,
 * {@code 'day|month'}. In the spelling <code>{0}</code> is the first argument, <code>{0!}</code> a fixed value without quotes.
 */
public record Rule(String function, List<String> arguments, String spelling) {
    private static final Pattern LINE = Pattern.compile("(.+?)\\((.*?)\\) -> (.+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)(!?)}");

    public Rule {
        arguments = List.copyOf(arguments);
    }

    public static Rule parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        String inside = matcher.group(2);
        List<String> arguments = inside.isEmpty() ? List.of() : List.of(inside.split(", "));
        return new Rule(matcher.group(1), arguments, matcher.group(3));
    }

    public static List<Rule> parseAll(String lines) {
        return lines.lines().map(Rule::parse).toList();
    }

    public boolean fits(Call call) {
        if (call.arguments().size() != arguments.size()) {
            return false;
        }
        for (int i = 0; i < arguments.size(); i++) {
            if (!fits(arguments.get(i), call.arguments().get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean fits(String wanted, Expression given) {
        ValueType type = given.type();
        if (wanted.startsWith("'")) {
            List<String> texts =
                    List.of(wanted.substring(1, wanted.length() - 1).split("[|]"));
            return text(given).map(text -> texts.contains(lower(text))).orElse(false);
        }
        return switch (wanted) {
            case "any" -> !type.is(Kind.LIST, Kind.OTHER);
            case "whole" -> type.is(Kind.INTEGER, Kind.BIGINT);
            case "exact" -> type.isWhole() || type.is(Kind.DECIMAL);
            case "number" -> type.isWhole() || type.is(Kind.DECIMAL, Kind.DOUBLE, Kind.FLOAT);
            case "position" -> number(given).map(n -> n.intValue() >= 1).orElse(false);
            case "count" -> number(given).map(n -> n.intValue() >= 0).orElse(false);
            case "literal" -> text(given).map(text -> !text.isEmpty()).orElse(false);
            case "char" ->
                text(given)
                        .map(text -> text.codePointCount(0, text.length()) == 1)
                        .orElse(false);
            default -> type.kind() == Kind.valueOf(wanted.toUpperCase(Locale.ROOT));
        };
    }

    /** A fixed text. */
    public static Optional<String> text(Expression given) {
        return given instanceof Constant constant && constant.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /** A fixed whole number of a usual size. */
    public static Optional<BigDecimal> number(Expression given) {
        return given instanceof Constant constant
                        && given.type().isWhole()
                        && constant.value() instanceof BigDecimal number
                        && number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0
                ? Optional.of(number)
                : Optional.empty();
    }

    public String spell(Call call, List<String> written) {
        return PLACEHOLDER.matcher(spelling).replaceAll(match -> {
            int index = Integer.parseInt(match.group(1));
            String argument = match.group(2).isEmpty()
                    ? written.get(index)
                    : raw(call.arguments().get(index));
            return Matcher.quoteReplacement(argument);
        });
    }

    private static String raw(Expression argument) {
        return text(argument)
                .map(Rule::lower)
                .orElseGet(() -> number(argument).orElseThrow().toPlainString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
