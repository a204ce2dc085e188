package dev.levada.dialect;

import java.util.Map;

/** Functions that DuckDB knows by several names. */
public final class Synonyms {
    private static final Map<String, String> USUAL = Map.ofEntries(
            Map.entry("array_extract", "list_extract"),
            Map.entry("array_indexof", "list_position"),
            Map.entry("array_position", "list_position"),
            Map.entry("ceiling", "ceil"),
            Map.entry("char_length", "length"),
            Map.entry("character_length", "length"),
            Map.entry("countif", "count_if"),
            Map.entry("datediff", "date_diff"),
            Map.entry("datepart", "date_part"),
            Map.entry("datetrunc", "date_trunc"),
            Map.entry("dayofmonth", "day"),
            Map.entry("group_concat", "string_agg"),
            Map.entry("instr", "position"),
            Map.entry("lcase", "lower"),
            Map.entry("len", "length"),
            Map.entry("list_element", "list_extract"),
            Map.entry("list_indexof", "list_position"),
            Map.entry("listagg", "string_agg"),
            Map.entry("log", "log10"),
            Map.entry("mean", "avg"),
            Map.entry("mod", "%"),
            Map.entry("pow", "power"),
            Map.entry("prefix", "starts_with"),
            Map.entry("split", "string_split"),
            Map.entry("stddev", "stddev_samp"),
            Map.entry("str_split", "string_split"),
            Map.entry("string_to_array", "string_split"),
            Map.entry("strpos", "position"),
            Map.entry("substr", "substring"),
            Map.entry("suffix", "ends_with"),
            Map.entry("ucase", "upper"),
            Map.entry("variance", "var_samp"),
            Map.entry("weekday", "dayofweek"),
            Map.entry("weekofyear", "week"),
            Map.entry("^", "power"),
            Map.entry("^@", "starts_with"),
            Map.entry("**", "power"));

    private Synonyms() {}

    /** The name that rules are written for. */
    public static String usual(String function) {
        return USUAL.getOrDefault(function, function);
    }
}
