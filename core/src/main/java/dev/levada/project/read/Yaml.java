package dev.levada.project.read;

import dev.levada.problem.Position;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a YAML file says, with the place of each part. */
sealed interface Yaml {
    Position position();

    /** What kind of scalar YAML takes a text for. */
    enum Kind {
        TEXT,
        NUMBER,
        FLAG,
        NOTHING
    }

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        SINGLE_QUOTED,
        DOUBLE_QUOTED,
        BLOCK
    }

    /**
     * A single value.
     *
     * @param text the value as spelled, without quotes and escapes
     * @param source where the scalar stands
     * @param from the offset of its first character in the source
     * @param to the offset behind its last character
     */
    record Scalar(String text, Kind kind, Style style, SourceText source, int from, int to) implements Yaml {
        @Override
        public Position position() {
            return source.at(from);
        }

        boolean isNothing() {
            return kind == Kind.NOTHING;
        }
    }

    record Sequence(List<Yaml> items, Position position) implements Yaml {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /**
     * A key with its value.
     *
     * @param position the key's place
     */
    record Entry(Position position, Yaml value) {}

    /** Entries in the file's order. */
    record Mapping(Map<String, Entry> entries, Position position) implements Yaml {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a key; empty when the key is absent or has no value. */
        Optional<Yaml> value(String key) {
            return Optional.ofNullable(entries.get(key)).map(Entry::value).filter(value -> !value.says(Kind.NOTHING));
        }

        /** The mapping that a key holds. */
        Optional<Mapping> mapping(String key) {
            return value(key).filter(Mapping.class::isInstance).map(Mapping.class::cast);
        }

        Mapping without(String key) {
            Map<String, Entry> rest = new LinkedHashMap<>(entries);
            rest.remove(key);
            return new Mapping(rest, position);
        }
    }

    /** Whether this is a scalar of that kind. */
    default boolean says(Kind kind) {
        return this instanceof Scalar scalar && scalar.kind() == kind;
    }
}
