package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Scalar;
import java.util.function.IntFunction;

/**
 * A piece of text taken out of a file, such as SQL in a YAML value, which knows where its characters stand there.
 *
 * @param places the place of the character at an offset of the text
 */
record Excerpt(String text, IntFunction<Position> places) {

    Position at(int offset) {
        return places.apply(offset);
    }

    /** The part of a file between two offsets. */
    static Excerpt of(SourceText source, int from, int to) {
        return new Excerpt(source.text().substring(from, to), offset -> source.at(from + offset));
    }

    /** A text that is not as it stands in the file, but comes from one place there. */
    static Excerpt at(String text, Position position) {
        return new Excerpt(text, offset -> position);
    }

    /** The text of a value, which differs from the scalar's own text where references were replaced in it. */
    static Excerpt of(Scalar scalar, String text) {
        if (!text.equals(scalar.text())) {
            return at(text, scalar.position());
        }
        return new Excerpt(text, offset -> place(scalar, offset));
    }

    /**
     * However a scalar is folded or indented, its characters that are not blank stand in the file in the same order, so
     * counting those finds the place. Escapes other than of quotes and blanks would break the count.
     */
    private static Position place(Scalar scalar, int offset) {
        String text = scalar.text();
        long before = text.substring(0, Math.min(offset, text.length()))
                .chars()
                .filter(c -> !Character.isWhitespace(c))
                .count();
        String raw = scalar.source().text();
        int at = contentStart(scalar, raw);
        while (at < scalar.to()) {
            int width = width(scalar, raw, at);
            if (width < 0) {
                return scalar.position();
            }
            boolean counts = !Character.isWhitespace(raw.charAt(at)) && !isBlankEscape(scalar, raw, at);
            if (counts && before-- == 0) {
                return scalar.source().at(at);
            }
            at += width;
        }
        return scalar.source().at(Math.max(scalar.from(), scalar.to() - 1));
    }

    private static int contentStart(Scalar scalar, String raw) {
        return switch (scalar.style()) {
            case PLAIN -> scalar.from();
            case SINGLE_QUOTED, DOUBLE_QUOTED -> scalar.from() + 1;
            case BLOCK -> {
                int lineEnd = raw.indexOf('\n', scalar.from());
                yield lineEnd < 0 ? scalar.to() : lineEnd + 1;
            }
        };
    }

    /** How many characters of the file make the one at that offset; -1 if that cannot be told. */
    private static int width(Scalar scalar, String raw, int at) {
        if (at + 1 >= raw.length()) {
            return 1;
        }
        char next = raw.charAt(at + 1);
        return switch (scalar.style()) {
            case PLAIN, BLOCK -> 1;
            case SINGLE_QUOTED -> raw.charAt(at) == '\'' && next == '\'' ? 2 : 1;
            case DOUBLE_QUOTED -> raw.charAt(at) != '\\' ? 1 : "\"\\/ntr \n\r".indexOf(next) >= 0 ? 2 : -1;
        };
    }

    private static boolean isBlankEscape(Scalar scalar, String raw, int at) {
        return scalar.style() == Yaml.Style.DOUBLE_QUOTED
                && raw.charAt(at) == '\\'
                && at + 1 < raw.length()
                && "ntr \n\r".indexOf(raw.charAt(at + 1)) >= 0;
    }
}
