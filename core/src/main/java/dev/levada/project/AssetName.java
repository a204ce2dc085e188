package dev.levada.project;

import java.util.Locale;

/**
 * An asset's name, {@code schema.table}, after its file's place under {@code assets/}: {@code raw/users.yml} makes
 * {@code raw.users}, {@code eu/raw/users.yml} makes {@code eu_raw.users}. Both parts are lower case.
 */
public record AssetName(String schema, String table) implements Comparable<AssetName> {
    /** Where a schema's quarantine tables live is its name with this ending. */
    public static final String QUARANTINE_SUFFIX = "__quarantine";

    public AssetName {
        if (schema.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("an asset's name has the form schema.table");
        }
        schema = schema.toLowerCase(Locale.ROOT);
        table = table.toLowerCase(Locale.ROOT);
    }

    /** Reads {@code schema.table}. @throws IllegalArgumentException if the text has another form */
    public static AssetName parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0 || text.indexOf('.', dot + 1) >= 0) {
            throw new IllegalArgumentException("'" + text + "' is not of the form schema.table");
        }
        return new AssetName(text.substring(0, dot), text.substring(dot + 1));
    }

    /** The table that rows which break the asset's contract go to. */
    public AssetName quarantine() {
        return new AssetName(schema + QUARANTINE_SUFFIX, table);
    }

    /** Whether it names a table of quarantined rows. */
    public boolean isQuarantine() {
        return schema.endsWith(QUARANTINE_SUFFIX);
    }

    @Override
    public int compareTo(AssetName other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return schema + "." + table;
    }
}
