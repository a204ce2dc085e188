package dev.levada.upkeep;

import dev.levada.engine.SqlText;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The queries that find what two relations, {@code levada_diff.before} and {@code levada_diff.after}, differ in.
 *
 * @param columns of the later version
 * @param common the names of the columns that both have, in lower case
 * @param key empty to compare whole rows
 */
record DifferenceSql(List<StoredColumn> columns, List<String> common, List<String> key) {
    DifferenceSql {
        columns = columns.stream()
                .filter(column -> common.contains(column.name().toLowerCase(Locale.ROOT)))
                .toList();
        key = List.copyOf(key);
    }

    DifferenceSql withoutKey() {
        return new DifferenceSql(columns, common, List.of());
    }

    /** How many keys of a relation several rows have, or none. */
    String repeatedKeys(AssetName relation) {
        String names = list(key);
        return "select count(*) from (select 1 from " + relation + " group by " + names + " having count(*) > 1 or "
                + key.stream().map(name -> SqlText.name(name) + " is null").collect(Collectors.joining(" or ")) + ")";
    }

    String counts() {
        return with()
                + " select count(*) filter (levada_change = 'added'), count(*) filter (levada_change = 'removed'),"
                + " count(*) filter (levada_change = 'after') from differences";
    }

    String rows() {
        String order = key.isEmpty() ? columnNames() : list(key) + ", levada_change desc";
        String changed = key.isEmpty() ? "" : "array_to_string(levada_changed, ', ') as changed, ";
        return with() + " select levada_change as change, " + changed + columnNames() + " from differences order by "
                + order;
    }

    private String columnNames() {
        return list(columns.stream().map(StoredColumn::name).toList());
    }

    private String with() {
        return "with before_rows as (select " + cast() + " from levada_diff.before), after_rows as (select " + cast()
                + " from levada_diff.after), " + (key.isEmpty() ? ofWholeRows() : byKey());
    }

    private String ofWholeRows() {
        return "differences as (select 'added' as levada_change, * from (from after_rows except all from before_rows)"
                + " union all select 'removed' as levada_change, * from (from before_rows except all from after_rows))";
    }

    private String byKey() {
        String same =
                key.stream().map(name -> before(name) + " = " + after(name)).collect(Collectors.joining(" and "));
        return "pairs as materialized (select levada_b, levada_a, " + after(key.get(0)) + " is not null as is_after, "
                + before(key.get(0)) + " is not null as is_before, " + changed()
                + " as levada_changed from before_rows levada_b full join after_rows levada_a on " + same
                + " where levada_a is distinct from levada_b), differences as ("
                + "select case when is_before then 'after' else 'added' end as levada_change, levada_changed,"
                + " unnest(levada_a) from pairs where is_after union all by name"
                + " select case when is_after then 'before' else 'removed' end as levada_change, levada_changed,"
                + " unnest(levada_b) from pairs where is_before)";
    }

    /** The names of the columns that differ; none of a row that is in one version only. */
    private String changed() {
        String each = columns.stream()
                .map(StoredColumn::name)
                .map(name -> "case when " + after(name) + " is distinct from " + before(name) + " then '"
                        + name.replace("'", "''") + "' end")
                .collect(Collectors.joining(", "));
        return "case when " + after(key.get(0)) + " is null or " + before(key.get(0))
                + " is null then [] else list_filter([" + each + "], lambda name: name is not null) end";
    }

    private static String before(String column) {
        return "levada_b." + SqlText.name(column);
    }

    private static String after(String column) {
        return "levada_a." + SqlText.name(column);
    }

    /** A column whose type became wider is compared by the wider one. */
    private String cast() {
        return columns.stream()
                .map(column -> "cast(" + SqlText.name(column.name()) + " as "
                        + column.column().type().sql() + ") as " + SqlText.name(column.name()))
                .collect(Collectors.joining(", "));
    }

    private static String list(List<String> names) {
        return names.stream().map(SqlText::name).collect(Collectors.joining(", "));
    }
}
