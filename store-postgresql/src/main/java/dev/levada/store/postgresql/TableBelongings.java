package dev.levada.store.postgresql;

import dev.levada.project.AssetName;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.commit.Belongings;
import dev.levada.store.database.rows.Landing.Landed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What others have put on a table and must find again on one that takes its place: indexes, keys and checks, columns that must
 * not be null, grants, and comments.
 *
 * @param indexes what follows a name in the statement that makes an index, by the index's name
 * @param keys what makes a primary key or a unique constraint, by its name, which its index has too
 * @param others statements about the table, which {@link #TABLE} stands for
 * @param comments on indexes, by name
 */
record TableBelongings(
        Map<String, String> indexes, Map<String, String> keys, List<String> others, Map<String, String> comments)
        implements Belongings {
    private static final String TABLE = "\0";

    /** Another object leans on the table itself, or the table is more than rows and columns: then its rows are exchanged, not it. */
    private static final String IS_PLAIN = """
            select r.relkind = 'r' and not r.relispartition and not r.relhassubclass and not r.relrowsecurity
              and r.reloptions is null and r.reltablespace = 0 and r.relreplident = 'd'
              and pg_get_userbyid(r.relowner) = current_user
              and not exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = r.oid
                and not (d.classid = 'pg_type'::regclass
                  or d.classid = 'pg_class'::regclass and d.objid in (select indexrelid from pg_index where indrelid = r.oid)
                  or d.classid = 'pg_class'::regclass and d.objid = r.reltoastrelid
                  or d.classid = 'pg_trigger'::regclass
                    and (select tgname from pg_trigger where oid = d.objid) = 'levada_notice'
                  or d.classid = 'pg_constraint'::regclass and d.objid in (select oid from pg_constraint
                    where conrelid = r.oid and contype in ('p', 'u', 'c', 'n'))))
              and not exists (select from pg_depend d where d.refclassid = 'pg_type'::regclass and d.refobjid = r.reltype
                and d.classid <> 'pg_type'::regclass)
              and not exists (select from pg_attribute a where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
                and (a.attacl is not null or a.attoptions is not null or a.attcompression <> ''
                  or coalesce(a.attstattarget, -1) <> -1))
              and not exists (select from pg_index i where i.indrelid = r.oid
                and (not i.indisvalid or i.indisclustered or i.indisreplident))
            from pg_class r where r.oid = ?::regclass""";

    private static final String COLUMNS = "select a.attname from pg_attribute a where a.attrelid = ?::regclass and"
            + " a.attnum > 0 and not a.attisdropped";

    private static final String KEYS = "select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid ="
            + " ?::regclass and contype in ('p', 'u')";

    private static final String INDEXES =
            "select c.relname, pg_get_indexdef(i.indexrelid), i.indisunique from pg_index i"
                    + " join pg_class c on c.oid = i.indexrelid where i.indrelid = ?::regclass and not exists (select from"
                    + " pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u'))";

    private static final String OTHERS = """
            with r as (select ?::regclass as oid)
            select 1, format('alter table %s add constraint %I %s', chr(1), conname, pg_get_constraintdef(k.oid))
              from pg_constraint k join r on k.conrelid = r.oid where contype in ('c', 'n')
            union all select 2, format('alter table %s alter column %I set not null', chr(1), attname)
              from pg_attribute a join r on a.attrelid = r.oid where attnotnull and attnum > 0 and not attisdropped
              and not exists (select from pg_constraint where conrelid = r.oid and contype = 'n' and conkey = array[attnum])
            union all select 3, format('grant %s on %s to %s%s', g.privilege_type, chr(1),
              case when g.grantee = 0 then 'public' else quote_ident(pg_get_userbyid(g.grantee)) end,
              case when g.is_grantable and g.grantee <> c.relowner then ' with grant option' else '' end)
              from pg_class c join r using (oid), aclexplode(c.relacl) g
            union all select 4, format('comment on table %s is %L', chr(1), obj_description(r.oid, 'pg_class'))
              from r where obj_description(r.oid, 'pg_class') is not null
            union all select 5, format('comment on column %s.%I is %L', chr(1), attname, col_description(r.oid, attnum))
              from pg_attribute a join r on a.attrelid = r.oid where attnum > 0 and col_description(r.oid, attnum) is not null
            union all select 6, format('comment on constraint %I on %s is %L', conname, chr(1),
              obj_description(k.oid, 'pg_constraint'))
              from pg_constraint k join r on k.conrelid = r.oid
              where contype = 'c' and obj_description(k.oid, 'pg_constraint') is not null
            order by 1, 2""";

    private static final String COMMENTS = "select c.relname, obj_description(c.oid, 'pg_class') from pg_index i join"
            + " pg_class c on c.oid = i.indexrelid where i.indrelid = ?::regclass and obj_description(c.oid, 'pg_class')"
            + " is not null";

    TableBelongings {
        indexes = new TreeMap<>(indexes);
        keys = new TreeMap<>(keys);
        others = List.copyOf(others);
        comments = new TreeMap<>(comments);
    }

    /** @param name the table as it stands in SQL  @param columns those that Levada made  @return empty if no other table can take its place */
    static Optional<TableBelongings> of(Connection session, String name, AssetName table, Set<String> columns)
            throws SQLException {
        if (!isPlain(session, name) || !pairs(session, COLUMNS, name).keySet().equals(columns)) {
            return Optional.empty();
        }
        Map<String, String> indexes = new TreeMap<>();
        for (Map.Entry<String, String> index : pairs(session, INDEXES, name).entrySet()) {
            int using = index.getValue().indexOf(" ON " + unquoted(session, table) + " USING ");
            if (using < 0) {
                return Optional.empty();
            }
            boolean isUnique = index.getValue().startsWith("CREATE UNIQUE ");
            String how = index.getValue().substring(index.getValue().indexOf(" USING ", using));
            indexes.put(index.getKey(), (isUnique ? "unique" : "") + TABLE + how);
        }
        List<String> others = new ArrayList<>();
        try (PreparedStatement select = prepared(session, OTHERS, name);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                others.add(row.getString(2).replace("\1", TABLE));
            }
        }
        return Optional.of(
                new TableBelongings(indexes, pairs(session, KEYS, name), others, pairs(session, COMMENTS, name)));
    }

    private static boolean isPlain(Connection session, String name) throws SQLException {
        try (PreparedStatement select = prepared(session, IS_PLAIN, name);
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** The table's name as the server writes it. */
    private static String unquoted(Connection session, AssetName table) throws SQLException {
        try (PreparedStatement select = session.prepareStatement("select format('%I.%I', ?::text, ?::text)")) {
            select.setString(1, table.schema());
            select.setString(2, table.table());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }

    private static PreparedStatement prepared(Connection session, String sql, String table) throws SQLException {
        PreparedStatement select = session.prepareStatement(sql);
        select.setString(1, table);
        return select;
    }

    private static Map<String, String> pairs(Connection session, String sql, String table) throws SQLException {
        Map<String, String> pairs = new TreeMap<>();
        try (PreparedStatement select = prepared(session, sql, table);
                ResultSet row = select.executeQuery()) {
            boolean isPair = row.getMetaData().getColumnCount() > 1;
            while (row.next()) {
                pairs.put(row.getString(1), isPair ? row.getString(2) : "");
            }
        }
        return pairs;
    }

    /** The names of indexes, in the order in which they get others for as long as the table waits. */
    private List<String> named() {
        Set<String> names = new TreeSet<>(indexes.keySet());
        names.addAll(keys.keySet());
        return List.copyOf(names);
    }

    private static String waiting(String staging, int number) {
        return staging + "_" + number;
    }

    @Override
    public void putOn(Connection session, Landed rows) throws SQLException {
        String table = rows.sql();
        for (String statement : others) {
            Sql.run(session, statement.replace(TABLE, table));
        }
        List<String> names = named();
        for (int i = 0; i < names.size(); i++) {
            String key = keys.get(names.get(i));
            String name = Sql.name(waiting(rows.name(), i));
            if (key != null) {
                Sql.run(session, "alter table " + table + " add constraint " + name + " " + key);
            } else {
                String[] how = indexes.getOrDefault(names.get(i), "").split(TABLE, 2);
                Sql.run(session, "create " + how[0] + " index " + name + " on " + table + how[1]);
            }
        }
        Sql.run(session, "analyze " + table);
    }

    /** Gives indexes their own names, once the table is where the other was. */
    void rename(Connection session, String staging, AssetName table) throws SQLException {
        List<String> names = named();
        String schema = Sql.name(table.schema()) + ".";
        for (int i = 0; i < names.size(); i++) {
            Sql.run(
                    session,
                    "alter index " + schema + Sql.name(waiting(staging, i)) + " rename to " + Sql.name(names.get(i)));
        }
        for (Map.Entry<String, String> comment : comments.entrySet()) {
            Sql.run(
                    session,
                    "comment on index " + schema + Sql.name(comment.getKey()) + " is " + Sql.text(comment.getValue()));
        }
    }
}
