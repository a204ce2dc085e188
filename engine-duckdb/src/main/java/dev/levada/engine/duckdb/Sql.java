package dev.levada.engine.duckdb;

import dev.levada.engine.SqlText;
import dev.levada.project.AssetName;
import java.util.Collection;
import java.util.stream.Collectors;

/** Spelling of names and values in DuckDB's SQL. */
final class Sql {
    private Sql() {}

    /** A quoted identifier. */
    static String name(String identifier) {
        return SqlText.name(identifier);
    }

    static String name(AssetName asset) {
        return SqlText.name(asset);
    }

    /** A text literal. */
    static String text(String value) {
        return SqlText.literal(value);
    }

    /** A list literal of texts. */
    static String texts(Collection<String> values) {
        return values.stream().map(Sql::text).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Quoted identifiers with commas between them. */
    static String names(Collection<String> identifiers) {
        return identifiers.stream().map(Sql::name).collect(Collectors.joining(", "));
    }
}
