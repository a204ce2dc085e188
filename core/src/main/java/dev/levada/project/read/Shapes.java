package dev.levada.project.read;

import dev.levada.api.Shape;
import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Kind;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.read.Yaml.Scalar;
import dev.levada.project.read.Yaml.Sequence;
import dev.levada.project.read.Yaml.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The outer forms of shapes and of what YAML says, and the words for them. */
final class Shapes {
    private Shapes() {}

    /** Whether the outer form fits: scalar, list or mapping. */
    static boolean fits(Yaml yaml, Shape shape) {
        if (shape instanceof Shape.AnyOf any) {
            return any.alternatives().stream().anyMatch(alternative -> fits(yaml, alternative));
        }
        if (isMapping(shape)) {
            return yaml instanceof Mapping || yaml.says(Kind.NOTHING);
        }
        if (shape instanceof Shape.ListOf list) {
            return yaml instanceof Sequence || fits(yaml, list.element());
        }
        return yaml instanceof Scalar scalar && !scalar.isNothing();
    }

    private static boolean isMapping(Shape shape) {
        return shape instanceof Shape.Keys || shape instanceof Shape.MapOf || shape instanceof Shape.Kinds;
    }

    static String describe(Shape shape) {
        if (shape instanceof Shape.AnyOf any) {
            return any.alternatives().stream().map(Shapes::describe).distinct().collect(Collectors.joining(" or "));
        }
        if (isMapping(shape)) {
            return "a mapping of keys to values";
        }
        return shape instanceof Shape.ListOf ? "a list" : describeScalar(shape);
    }

    private static String describeScalar(Shape shape) {
        if (shape instanceof Shape.Whole) {
            return "a whole number";
        }
        if (shape instanceof Shape.Number) {
            return "a number";
        }
        if (shape instanceof Shape.Flag) {
            return "true or false";
        }
        if (shape instanceof Shape.Span) {
            return "a length of time such as '3 days'";
        }
        if (shape instanceof Shape.Share) {
            return "a share such as '1%' or '0.01'";
        }
        if (shape instanceof Shape.Choice choice) {
            return "one of " + String.join(", ", choice.words());
        }
        return shape instanceof Shape.Text ? "a text" : "a single value";
    }

    static String describe(Yaml yaml) {
        if (yaml instanceof Scalar scalar) {
            return scalar.isNothing() ? "empty" : "'" + scalar.text() + "'";
        }
        return yaml instanceof Sequence ? "a list" : "a mapping";
    }

    /** What a declaration's fallback says, as if it stood at that place. */
    static Yaml written(String fallback, Position position) {
        if (!fallback.startsWith("[")) {
            SourceText source = new SourceText(position.file(), fallback);
            return new Scalar(fallback, Kind.TEXT, Style.PLAIN, source, 0, fallback.length());
        }
        List<Yaml> items = new ArrayList<>();
        for (String item : fallback.substring(1, fallback.length() - 1).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(written(item.strip(), position));
            }
        }
        return new Sequence(items, position);
    }
}
