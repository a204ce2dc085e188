package dev.levada.project.read;

import dev.levada.api.Settings;
import dev.levada.problem.Position;
import dev.levada.project.read.Yaml.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that fits its declaration, with its place. */
sealed interface Value {
    Position position();

    /** As {@link Settings} holds it. */
    Object plain();

    /** The same for every spelling, and without secrets. */
    String canonical();

    /**
     * A single value.
     *
     * @param shown the text as the project spells it, secrets left as references
     */
    record Single(Object plain, String text, String shown, Scalar scalar) implements Value {
        @Override
        public Position position() {
            return scalar.position();
        }

        @Override
        public String canonical() {
            return text.equals(shown) ? quoted(plain.toString()) : quoted(shown);
        }

        Excerpt excerpt() {
            return Excerpt.of(scalar, text);
        }
    }

    record Many(List<Value> items, Position position) implements Value {
        @Override
        public Object plain() {
            return items.stream().map(Value::plain).toList();
        }

        @Override
        public String canonical() {
            return items.stream().map(Value::canonical).toList().toString();
        }

        List<String> texts() {
            return items.stream().map(Value::plain).map(String::valueOf).toList();
        }
    }

    /**
     * Values by key.
     *
     * @param keys where each given key stands
     */
    record Group(Map<String, Value> values, Map<String, Position> keys, Position position) implements Value {
        public Group {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
            keys = Map.copyOf(keys);
        }

        static Group empty(Position position) {
            return new Group(Map.of(), Map.of(), position);
        }

        @Override
        public Map<String, Object> plain() {
            Map<String, Object> plain = new LinkedHashMap<>();
            values.forEach((key, value) -> plain.put(key, value.plain()));
            return plain;
        }

        @Override
        public String canonical() {
            List<String> parts = new ArrayList<>();
            values.forEach((key, value) -> parts.add(quoted(key) + ": " + value.canonical()));
            Collections.sort(parts);
            return "{" + String.join(", ", parts) + "}";
        }

        Settings settings() {
            return new Settings(plain());
        }

        /** Whether the project gives the key, even with a value that does not fit. */
        boolean gives(String key) {
            return keys.containsKey(key);
        }

        Optional<Value> value(String key) {
            return Optional.ofNullable(values.get(key));
        }

        Optional<Single> single(String key) {
            return as(key, Single.class);
        }

        Optional<Group> group(String key) {
            return as(key, Group.class);
        }

        /** A list; empty when the key is absent. */
        Many many(String key) {
            return as(key, Many.class).orElseGet(() -> new Many(List.of(), position));
        }

        Optional<String> text(String key) {
            return single(key).map(single -> single.plain().toString());
        }

        <T> Optional<T> plain(String key, Class<T> type) {
            return single(key).map(Single::plain).filter(type::isInstance).map(type::cast);
        }

        /** Where the key stands. */
        Position keyPosition(String key) {
            return keys.getOrDefault(key, position);
        }

        Group without(String key) {
            Map<String, Value> rest = new LinkedHashMap<>(values);
            rest.remove(key);
            return new Group(rest, keys, position);
        }

        private <T extends Value> Optional<T> as(String key, Class<T> type) {
            return value(key).filter(type::isInstance).map(type::cast);
        }
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
