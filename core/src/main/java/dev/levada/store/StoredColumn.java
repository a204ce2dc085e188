package dev.levada.store;

import dev.levada.api.Column;
import java.util.List;

/**
 * A column as a store knows it: by an id that survives renaming.
 *
 * @param parts the ids of what the type is made of: a struct's fields by name, a list's {@code element}, a map's
 *     {@code key} and {@code value}; empty for other types
 */
public record StoredColumn(int id, Column column, List<StoredColumn> parts) {
    public StoredColumn {
        parts = List.copyOf(parts);
    }

    public String name() {
        return column.name();
    }
}
