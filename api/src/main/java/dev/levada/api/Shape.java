package dev.levada.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a setting's value looks like in a project file. One declaration serves the parser, its error messages, the
 * reference pages and the JSON Schema.
 */
public sealed interface Shape {

    /** Any scalar, taken as text. */
    record Text() implements Shape {}

    /** A whole number within bounds, both inclusive. */
    record Whole(long min, long max) implements Shape {}

    /** A number, with or without a fraction. */
    record Number() implements Shape {}

    /** {@code true} or {@code false}. */
    record Flag() implements Shape {}

    /** A length of time such as {@code 3 days} or {@code 90 seconds}; read as {@link java.time.Duration}. */
    record Span() implements Shape {}

    /** A share such as {@code 1%} or {@code 0.01}; read as a fraction between 0 and 1. */
    record Share() implements Shape {}

    /** One of the listed words. */
    record Choice(List<String> words) implements Shape {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** A scalar of whatever type YAML gives it: text, number, flag, date; numbers keep their spelling. */
    record Scalar() implements Shape {}

    /** A list; a single value may stand for a list of one. */
    record ListOf(Shape element) implements Shape {}

    /** Free keys, each with a value. */
    record MapOf(Shape value) implements Shape {}

    /** Known keys. */
    record Keys(List<Setting> settings) implements Shape {
        public Keys {
            settings = List.copyOf(settings);
        }
    }

    /**
     * Known keys, of which most depend on the word that one of them holds, as a connection's do on its {@code type}.
     *
     * @param key the key that holds the word
     * @param noun what the word names, for messages: {@code connection type}
     * @param settings by the word, what other keys there are
     */
    record Kinds(Setting key, String noun, Map<String, List<Setting>> settings) implements Shape {
        public Kinds {
            settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        }
    }

    /** The first alternative whose outer form (scalar, list, mapping) fits. */
    record AnyOf(List<Shape> alternatives) implements Shape {
        public AnyOf {
            alternatives = List.copyOf(alternatives);
        }
    }
}
