package dev.levada.algebra;

import dev.levada.algebra.Expression.Branch;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Case;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Constant;
import dev.levada.algebra.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Computes what is fixed: conversions of numbers, elements of written lists, comparisons of both, and the branches that
 * follow from them. Of macros with lists what is left is what a person would have written.
 */
public final class Folding {
    private Folding() {}

    /** The same value, as a constant if it is one. Its arguments are folded already. */
    public static Expression folded(Expression expression) {
        if (expression instanceof Cast cast && cast.value() instanceof Constant constant) {
            return converted(constant, cast).map(Expression.class::cast).orElse(cast);
        }
        if (expression instanceof Case choice) {
            return choice(choice);
        }
        return expression instanceof Call call ? call(call) : expression;
    }

    private static Optional<Constant> converted(Constant constant, Cast cast) {
        ValueType to = cast.type();
        if (constant.value() == null && !to.is(Kind.OTHER, Kind.LIST)) {
            return Optional.of(new Constant(null, to, constant.place()));
        }
        if (constant.type().equals(to)) {
            return Optional.of(constant);
        }
        if (!(constant.value() instanceof BigDecimal number)) {
            return Optional.empty();
        }
        if (to.is(Kind.DOUBLE) && number.precision() <= 15) {
            return Optional.of(new Constant(number.doubleValue(), to, constant.place()));
        }
        return exact(number, to).map(value -> new Constant(value, to, constant.place()));
    }

    /** The number in that type if it needs no rounding. */
    private static Optional<BigDecimal> exact(BigDecimal number, ValueType to) {
        if (!to.is(Kind.DECIMAL) && !to.isWhole()) {
            return Optional.empty();
        }
        try {
            BigDecimal scaled = number.setScale(to.scale(), RoundingMode.UNNECESSARY);
            return digits(to) >= scaled.precision() ? Optional.of(scaled) : Optional.empty();
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** How many digits surely fit. */
    private static int digits(ValueType type) {
        return switch (type.kind()) {
            case TINYINT -> 2;
            case SMALLINT -> 4;
            case INTEGER -> 9;
            case BIGINT -> 18;
            case HUGEINT -> 38;
            default -> type.precision();
        };
    }

    private static Expression choice(Case choice) {
        List<Branch> branches = new ArrayList<>();
        Expression otherwise = choice.otherwise();
        for (Branch branch : choice.branches()) {
            if (isTrue(branch.when())) {
                otherwise = branch.then();
                break;
            }
            if (!isFalse(branch.when())) {
                branches.add(branch);
            }
        }
        return branches.isEmpty() ? otherwise : new Case(branches, otherwise, choice.type(), choice.place());
    }

    private static boolean isTrue(Expression expression) {
        return expression instanceof Constant constant && Boolean.TRUE.equals(constant.value());
    }

    /** Or null, which chooses no branch either. */
    private static boolean isFalse(Expression expression) {
        return expression instanceof Constant constant
                && constant.type().is(Kind.BOOLEAN)
                && !Boolean.TRUE.equals(constant.value());
    }

    private static Expression call(Call call) {
        List<Expression> arguments = call.arguments();
        Optional<Object> value = switch (call.function()) {
            case "list_value" ->
                arguments.stream().allMatch(Constant.class::isInstance) ? Optional.of(arguments) : Optional.empty();
            case "len", "length", "array_length" -> list(arguments.get(0)).map(list -> BigDecimal.valueOf(list.size()));
            case "not" -> truth(arguments.get(0)).map(truth -> !truth);
            case "or" -> combined(arguments, true);
            case "and" -> combined(arguments, false);
            case "in" -> in(arguments);
            case "is null" ->
                arguments.get(0) instanceof Constant constant
                        ? Optional.of(constant.value() == null)
                        : Optional.empty();
            default -> arguments.size() == 2 ? ofNumbers(call.function(), arguments) : Optional.empty();
        };
        if (value.isPresent()) {
            return new Constant(value.get(), call.type(), call.place());
        }
        return reduced(call);
    }

    private static Optional<List<?>> list(Expression expression) {
        return expression instanceof Constant constant && constant.value() instanceof List<?> list
                ? Optional.of(list)
                : Optional.empty();
    }

    private static Optional<Boolean> truth(Expression expression) {
        return expression instanceof Constant constant && constant.value() instanceof Boolean truth
                ? Optional.of(truth)
                : Optional.empty();
    }

    private static Optional<BigDecimal> number(Expression expression) {
        return expression instanceof Constant constant && constant.value() instanceof BigDecimal number
                ? Optional.of(number)
                : Optional.empty();
    }

    private static Optional<Object> combined(List<Expression> arguments, boolean deciding) {
        List<Optional<Boolean>> truths = arguments.stream().map(Folding::truth).toList();
        if (truths.contains(Optional.of(deciding))) {
            return Optional.of(deciding);
        }
        return truths.stream().allMatch(Optional::isPresent) ? Optional.of(!deciding) : Optional.empty();
    }

    private static Optional<Object> in(List<Expression> arguments) {
        List<Optional<BigDecimal>> numbers =
                arguments.stream().map(Folding::number).toList();
        return numbers.stream().allMatch(Optional::isPresent)
                ? Optional.of(numbers.stream()
                        .skip(1)
                        .anyMatch(
                                number -> number.get().compareTo(numbers.get(0).get()) == 0))
                : Optional.empty();
    }

    private static Optional<Object> ofNumbers(String function, List<Expression> arguments) {
        Optional<BigDecimal> left = number(arguments.get(0));
        Optional<BigDecimal> right = number(arguments.get(1));
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        int order = left.get().compareTo(right.get());
        return switch (function) {
            case "=" -> Optional.of(order == 0);
            case "<>" -> Optional.of(order != 0);
            case "<" -> Optional.of(order < 0);
            case "<=" -> Optional.of(order <= 0);
            case ">" -> Optional.of(order > 0);
            case ">=" -> Optional.of(order >= 0);
            default -> Optional.empty();
        };
    }

    /** Calls that are simpler once some arguments are fixed. */
    private static Expression reduced(Call call) {
        List<Expression> arguments = call.arguments();
        return switch (call.function()) {
            case "list_extract", "array_extract", "list_element" -> element(call);
            case "coalesce" -> coalesced(call);
            case "+" -> arguments.size() == 2 && call.type().isWhole() ? sum(call) : call;
            case "-" -> arguments.size() == 2 && call.type().isWhole() ? difference(call) : call;
            case "<", "<=", ">", ">=", "=", "<>" ->
                arguments.stream().anyMatch(Folding::isNull) ? new Constant(null, call.type(), call.place()) : call;
            default -> call;
        };
    }

    private static boolean isNull(Expression expression) {
        return expression instanceof Constant constant && constant.value() == null;
    }

    private static Expression element(Call call) {
        Optional<List<?>> list = list(call.arguments().get(0));
        Optional<BigDecimal> index = number(call.arguments().get(1));
        if (list.isEmpty() || index.isEmpty()) {
            return call;
        }
        int size = list.get().size();
        int at = index.get().intValue() < 0
                ? size + index.get().intValue()
                : index.get().intValue() - 1;
        if (at < 0 || at >= size) {
            return new Constant(null, call.type(), call.place());
        }
        return (Expression) list.get().get(at);
    }

    private static Expression coalesced(Call call) {
        List<Expression> left =
                call.arguments().stream().filter(argument -> !isNull(argument)).collect(Collectors.toList());
        if (left.isEmpty()) {
            return new Constant(null, call.type(), call.place());
        }
        boolean decided = left.get(0) instanceof Constant || left.size() == 1;
        return decided ? left.get(0) : new Call(call.function(), left, call.type(), call.place());
    }

    private static Expression sum(Call call) {
        Optional<BigDecimal> left = number(call.arguments().get(0));
        Optional<BigDecimal> right = number(call.arguments().get(1));
        if (left.isPresent() && right.isPresent()) {
            return computed(call, left.get().add(right.get()));
        }
        if (left.isPresent() && left.get().signum() == 0) {
            return call.arguments().get(1);
        }
        return right.isPresent() && right.get().signum() == 0 ? call.arguments().get(0) : call;
    }

    private static Expression difference(Call call) {
        Optional<BigDecimal> left = number(call.arguments().get(0));
        Optional<BigDecimal> right = number(call.arguments().get(1));
        return left.isPresent() && right.isPresent() ? computed(call, left.get().subtract(right.get())) : call;
    }

    private static Expression computed(Call call, BigDecimal value) {
        return exact(value, call.type())
                .map(exact -> (Expression) new Constant(exact, call.type(), call.place()))
                .orElse(call);
    }
}
