package dev.levada.project.reference;

import dev.levada.api.Shape;
import java.util.stream.Collectors;

/** Shapes in words, for the reference pages. */
final class ShapeWords {
    private ShapeWords() {}

    static String of(Shape shape) {
        if (shape instanceof Shape.ListOf list) {
            return "list of " + of(list.element());
        }
        if (shape instanceof Shape.MapOf map) {
            return "names, each with " + of(map.value());
        }
        if (shape instanceof Shape.Keys) {
            return "keys";
        }
        if (shape instanceof Shape.Kinds kinds) {
            return "keys that depend on `" + kinds.key().name() + "`: "
                    + kinds.settings().keySet().stream()
                            .map(word -> "`" + word + "`")
                            .collect(Collectors.joining(", "));
        }
        if (shape instanceof Shape.AnyOf any) {
            return any.alternatives().stream()
                    .filter(alternative -> !isSpelledOut(alternative))
                    .map(ShapeWords::of)
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        return scalar(shape);
    }

    /** Whether the shape is another one's value with more said about it, as a rule's may be. */
    static boolean isSpelledOut(Shape shape) {
        return shape instanceof Shape.Keys keys
                && keys.settings().stream().anyMatch(setting -> setting.name().equals("value"));
    }

    private static String scalar(Shape shape) {
        if (shape instanceof Shape.Choice choice) {
            return choice.words().stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
        }
        if (shape instanceof Shape.Whole whole) {
            return whole(whole);
        }
        if (shape instanceof Shape.Flag) {
            return "`true` or `false`";
        }
        if (shape instanceof Shape.Span) {
            return "length of time (`3 days`)";
        }
        if (shape instanceof Shape.Share) {
            return "share (`1%`)";
        }
        if (shape instanceof Shape.Number) {
            return "number";
        }
        return shape instanceof Shape.Text ? "text" : "single value";
    }

    private static String whole(Shape.Whole whole) {
        if (whole.max() == Long.MAX_VALUE) {
            return whole.min() == Long.MIN_VALUE ? "whole number" : "whole number, " + whole.min() + " or more";
        }
        return "whole number, " + whole.min() + " to " + whole.max();
    }
}
