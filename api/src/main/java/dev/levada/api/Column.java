package dev.levada.api;

import java.util.Objects;

/** A column's name, which may hold spaces and capitals, and its type. */
public record Column(String name, Type type) {
    public Column {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a column needs a name");
        }
        Objects.requireNonNull(type);
    }
}
