package dev.levada.connector.jdbc;

/**
 * Something with rows and a name.
 *
 * @param schema where it is; empty where there are no schemas
 * @param name as users write it, with its schema unless that is the usual one
 * @param sql its full name as it stands in SQL
 */
public record Relation(String schema, String table, String name, String sql, Kind kind) {
    public enum Kind {
        TABLE,
        VIEW;

        /** @param word what a catalog calls it */
        public static Kind of(String word) {
            return word.regionMatches(
                            true,
                            word.length() - VIEW.name().length(),
                            VIEW.name(),
                            0,
                            VIEW.name().length())
                    ? VIEW
                    : TABLE;
        }
    }
}
