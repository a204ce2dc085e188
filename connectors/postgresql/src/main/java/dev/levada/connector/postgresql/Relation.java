package dev.levada.connector.postgresql;

/**
 * Something with rows and a name.
 *
 * @param isPart whether it is a partition of another table
 * @param isReadable whether the user may read any of its columns
 */
record Relation(long oid, String schema, String name, Kind kind, boolean isPart, boolean isReadable) {
    enum Kind {
        TABLE(""),
        VIEW(" (view)"),
        MATERIALIZED(" (materialized view)"),
        FOREIGN(" (foreign table)");

        private final String remark;

        Kind(String remark) {
            this.remark = remark;
        }

        static Kind of(String relkind) {
            return switch (relkind) {
                case "v" -> VIEW;
                case "m" -> MATERIALIZED;
                case "f" -> FOREIGN;
                default -> TABLE;
            };
        }

        String remark() {
            return remark;
        }
    }

    String qualified() {
        return schema + "." + name;
    }

    /** The name as it stands in SQL. */
    String sql() {
        return Server.quoted(schema) + "." + Server.quoted(name);
    }
}
