package dev.levada.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Values that fit their declarations: text as {@code String}, whole numbers as {@code Long}, numbers as
 * {@code Double}, flags as {@code Boolean}, spans as {@code Duration}, shares as {@code Double}, lists as {@code List},
 * mappings as {@code Map<String, Object>}. Keys that were not given and have no default are absent. Secrets are
 * resolved; {@link #toString} shows keys only.
 */
public final class Settings {
    private final Map<String, Object> values;

    public Settings(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value of a setting that is required or has a default. */
    public String text(String key) {
        return require(key, String.class);
    }

    public Optional<String> optionalText(String key) {
        return optional(key, String.class);
    }

    public boolean flag(String key) {
        return require(key, Boolean.class);
    }

    public Optional<Boolean> optionalFlag(String key) {
        return optional(key, Boolean.class);
    }

    public long whole(String key) {
        return require(key, Long.class);
    }

    public Optional<Long> optionalWhole(String key) {
        return optional(key, Long.class);
    }

    /** The texts of a list; empty when the key is absent. */
    public List<String> texts(String key) {
        return optional(key, List.class)
                .map(list -> ((List<?>) list).stream().map(String::valueOf).toList())
                .orElse(List.of());
    }

    /** The keys and values of a mapping as text; empty when the key is absent. */
    public Map<String, String> textMap(String key) {
        Map<String, String> texts = new TreeMap<>();
        optional(key, Map.class)
                .ifPresent(map -> ((Map<?, ?>) map).forEach((k, v) -> texts.put(String.valueOf(k), String.valueOf(v))));
        return texts;
    }

    /** A nested group of settings; empty when the key is absent. */
    public Settings group(String key) {
        Map<String, Object> group = new TreeMap<>();
        optional(key, Map.class).ifPresent(map -> ((Map<?, ?>) map).forEach((k, v) -> group.put(String.valueOf(k), v)));
        return new Settings(group);
    }

    /** All values by key. They may hold secrets: never print them. */
    public Map<String, Object> values() {
        return values;
    }

    private <T> T require(String key, Class<T> type) {
        return optional(key, type)
                .orElseThrow(() -> new IllegalStateException(
                        "setting '" + key + "' is read but was not declared as" + " required or with a default"));
    }

    private <T> Optional<T> optional(String key, Class<T> type) {
        return Optional.ofNullable(values.get(key)).map(type::cast);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings settings && settings.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
