package dev.levada.upkeep;

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
                + key.stream().map(name -> quoted(name) + " is null").collect(Collectors.joining(" or ")) + ")";
    }

    String counts() {
        return with() + " select count(*) filter (change = 'added'), count(*) filter (change = 'removed'),"
                + " count(*) filter (change = 'after') from differences";
    }

    String rows() {
        String order = key.isEmpty() ? "all" : list(key) + ", change desc";
        String shown = "change, " + (key.isEmpty() ? "" : "array_to_string(changed, ', ') as changed, ");
        return with() + " select " + shown + columnNames() + " from differences order by " + order;
    }

    private String columnNames() {
        return list(columns.stream().map(StoredColumn::name).toList());
    }

    private String with() {
        return "with before_rows as (select " + cast() + " from levada_diff.before), after_rows as (select " + cast()
                + " from levada_diff.after), " + (key.isEmpty() ? ofWholeRows() : byKey());
    }

    private String ofWholeRows() {
        return "differences as (select 'added' as change, * from (from after_rows except all from before_rows)"
                + " union all select 'removed' as change, * from (from before_rows except all from after_rows))";
    }

    private String byKey() {
        String same = key.stream()
                .map(name -> "b." + quoted(name) + " = a." + quoted(name))
                .collect(Collectors.joining(" and "));
        String present = quoted(key.get(0));
        return "pairs as materialized (select a, b, a." + present + " is not null as is_after, b." + present
                + " is not null as is_before, " + changed()
                + " as changed from before_rows b full join after_rows a on " + same
                + " where a is distinct from b), differences as ("
                + "select case when is_before then 'after' else 'added' end as change, changed, unnest(a) from pairs where is_after"
                + " union all by name select case when is_after then 'before' else 'removed' end as change, changed, unnest(b)"
                + " from pairs where is_before)";
    }

    /** The names of the columns that differ; none of a row that is in one version only. */
    private String changed() {
        String present = quoted(key.get(0));
        String each = columns.stream()
                .map(StoredColumn::name)
                .map(name -> "case when a." + quoted(name) + " is distinct from b." + quoted(name) + " then " + "'"
                        + name.replace("'", "''") + "' end")
                .collect(Collectors.joining(", "));
        return "case when a." + present + " is null or b." + present + " is null then [] else list_filter([" + each
                + "], lambda name: name is not null) end";
    }

    /** A column whose type became wider is compared by the wider one. */
    private String cast() {
        return columns.stream()
                .map(column -> "cast(" + quoted(column.name()) + " as "
                        + column.column().type().sql() + ") as " + quoted(column.name()))
                .collect(Collectors.joining(", "));
    }

    private static String list(List<String> names) {
        return names.stream().map(DifferenceSql::quoted).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
