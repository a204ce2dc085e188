package dev.levada.connector.postgresql;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a database holds. */
record Catalog(Server server, Connection connection) {
    /** Since this version, the server finds the rows of some pages without reading the others. */
    private static final int FINDS_PAGES = 14;

    private static final String RELATIONS = "select c.oid, n.nspname, c.relname, c.relkind, c.relispartition,"
            + " has_schema_privilege(n.oid, 'usage') and has_any_column_privilege(c.oid, 'select')"
            + " from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
            + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema'"
            + " and n.nspname !~ '^pg_' order by n.nspname, c.relname";

    /** A table and its partitions, each with its pages, all of its bytes, and whether it is kept in pages. */
    private static final String LEAVES = "select pg_relation_size(c.oid) / current_setting('block_size')::bigint,"
            + " pg_relation_size(c.oid) + coalesce(pg_relation_size(nullif(c.reltoastrelid, 0)), 0), a.amname = 'heap'"
            + " from (select ?::oid as oid union select relid from pg_partition_tree(?::oid) where isleaf) as part"
            + " join pg_catalog.pg_class c on c.oid = part.oid and c.relkind <> 'p'"
            + " left join pg_catalog.pg_am a on a.oid = c.relam";

    /** All tables and views of users, sorted by name. */
    List<Relation> relations() throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(RELATIONS)) {
            while (rows.next()) {
                relations.add(new Relation(
                        rows.getLong(1),
                        rows.getString(2),
                        rows.getString(3),
                        Relation.Kind.of(rows.getString(4)),
                        rows.getBoolean(5),
                        rows.getBoolean(6)));
            }
        }
        return relations;
    }

    /** The table of that name, which may lack its schema. */
    Relation relation(String table) throws SQLException {
        String schema = server.address().schema();
        Map<String, Relation> known = new LinkedHashMap<>();
        List<Relation> relations = relations();
        relations.stream()
                .filter(relation -> relation.schema().equals(schema))
                .forEach(relation -> known.put(relation.name(), relation));
        relations.forEach(relation -> known.putIfAbsent(relation.qualified(), relation));
        String spelled = Selection.spelling(
                server.name(), table, known.keySet(), "there is no table or view named '" + table + "'.");
        Relation relation = known.get(spelled);
        if (relation == null) {
            throw new IllegalStateException(spelled);
        }
        if (!relation.isReadable()) {
            throw unreadable(relation);
        }
        return relation;
    }

    private LevadaException unreadable(Relation relation) {
        String user = server.address().user();
        return new LevadaException(
                "source.privilege",
                Blame.OUTSIDE,
                "Connection '" + server.name() + "': user '" + user + "' may not read " + relation.qualified()
                        + ". Its owner can allow it: grant usage on schema " + Server.quoted(relation.schema())
                        + " to " + Server.quoted(user) + "; grant select on " + relation.sql() + " to "
                        + Server.quoted(user) + ".");
    }

    /** What keeps the rows of a table that can be read by ranges of pages; nothing for anything else. */
    List<Leaf> leaves(Relation relation) throws SQLException {
        boolean kept = relation.kind() == Relation.Kind.TABLE || relation.kind() == Relation.Kind.MATERIALIZED;
        if (!kept || connection.getMetaData().getDatabaseMajorVersion() < FINDS_PAGES) {
            return List.of();
        }
        List<Leaf> leaves = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(LEAVES)) {
            statement.setLong(1, relation.oid());
            statement.setLong(2, relation.oid());
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (!rows.getBoolean(3)) {
                        return List.of();
                    }
                    leaves.add(new Leaf(rows.getLong(1), rows.getLong(2)));
                }
            }
        }
        return leaves;
    }

    /** The columns of a statement, which is not run. */
    List<Field> fields(String select) throws SQLException {
        return fields(select, Types::fields);
    }

    /** @param typing how they are delivered */
    List<Field> fields(String select, Types.Typing typing) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            ResultSetMetaData result = statement.getMetaData();
            if (result == null || result.getColumnCount() == 0) {
                throw Selection.wrong(server.name(), "the query returns no rows; it should be a select.");
            }
            return typing.fields(result);
        }
    }
}
