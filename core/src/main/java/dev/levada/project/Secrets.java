package dev.levada.project;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Values that must never be shown. Everything that leaves the program as text goes through {@link #hide}. */
public final class Secrets {
    /** Shorter values would blot out half of every message. */
    private static final int SHORTEST = 4;

    /** Nothing to hide. */
    public static final Secrets NONE = new Secrets(Set.of());

    private final List<String> values;

    public Secrets(Set<String> values) {
        this.values = values.stream()
                .filter(value -> value.length() >= SHORTEST)
                .flatMap(value -> Stream.of(value, inJson(value)))
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** As the value would stand in a JSON text. */
    private static String inJson(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    /** The text with every secret value replaced by stars. */
    public String hide(String text) {
        String hidden = text;
        for (String value : values) {
            hidden = hidden.replace(value, "***");
        }
        return hidden;
    }

    @Override
    public String toString() {
        return values.size() + " secrets";
    }
}
