package dev.levada.cli.rows;

import java.util.Locale;

/** How rows are written. */
public enum RowFormat {
    TABLE,
    CSV,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
