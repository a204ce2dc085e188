package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.api.Shape;
import dev.levada.project.read.References.Resolved;
import dev.levada.project.read.Value.Single;
import dev.levada.project.read.Yaml.Scalar;
import java.util.Optional;

/** Reads single values by their declaration. */
final class ScalarReader {
    private final References references;
    private final Problems problems;

    ScalarReader(References references, Problems problems) {
        this.references = references;
        this.problems = problems;
    }

    Optional<Single> read(Scalar scalar, Shape shape, Label label) {
        return references.resolve(scalar).flatMap(resolved -> {
            Optional<Object> plain = plain(resolved, shape, scalar, label);
            return plain.map(value -> new Single(value, resolved.text(), resolved.shown(), scalar));
        });
    }

    private Optional<Object> plain(Resolved resolved, Shape shape, Scalar scalar, Label label) {
        String text = resolved.text().strip();
        if (shape instanceof Shape.Whole whole) {
            return whole(text, whole, resolved, scalar, label);
        }
        if (shape instanceof Shape.Choice choice) {
            return choice(text, choice, resolved, scalar, label);
        }
        if (shape instanceof Shape.Text || shape instanceof Shape.Scalar) {
            return Optional.of(resolved.text());
        }
        Optional<Object> value = Scalars.parse(text, shape);
        if (value.isEmpty()) {
            problems.add(
                    scalar.position(),
                    "wrong-type",
                    label.subject() + " must be " + Shapes.describe(shape) + butIs(resolved) + ".");
        }
        return value;
    }

    private Optional<Object> whole(String text, Shape.Whole whole, Resolved resolved, Scalar scalar, Label label) {
        Optional<Long> value = Scalars.whole(text);
        if (value.isEmpty()) {
            problems.add(
                    scalar.position(),
                    "wrong-type",
                    label.subject() + " must be a whole number" + butIs(resolved) + ".");
        } else if (value.get() < whole.min() || value.get() > whole.max()) {
            problems.add(
                    scalar.position(),
                    "out-of-bounds",
                    label.subject() + " must be " + bounds(whole) + butIs(resolved) + ".");
            return Optional.empty();
        }
        return value.map(Object.class::cast);
    }

    private static String bounds(Shape.Whole whole) {
        if (whole.max() == Long.MAX_VALUE) {
            return whole.min() + " or more";
        }
        return whole.min() == Long.MIN_VALUE ? whole.max() + " or less" : "from " + whole.min() + " to " + whole.max();
    }

    private Optional<Object> choice(String text, Shape.Choice choice, Resolved resolved, Scalar scalar, Label label) {
        if (choice.words().contains(text)) {
            return Optional.of(text);
        }
        String hint = Names.nearest(text, choice.words())
                .map(name -> " Did you mean '" + name + "'?")
                .orElse("");
        problems.add(
                scalar.position(),
                "bad-choice",
                label.subject() + " must be " + Shapes.describe(choice) + butIs(resolved) + "." + hint);
        return Optional.empty();
    }

    private static String butIs(Resolved resolved) {
        return resolved.isOpen()
                ? ", but is '" + resolved.text() + "'"
                : ", but what '" + resolved.shown() + "' stands for is not";
    }
}
