package dev.levada.dialect;

import java.util.Set;

/** The functions that exist over windows only. */
final class WindowFunctions {
    private static final Set<String> OWN = Set.of(
            "row_number",
            "rank",
            "rank_dense",
            "percent_rank",
            "cume_dist",
            "ntile",
            "lag",
            "lead",
            "first_value",
            "last_value",
            "nth_value",
            "fill");

    private WindowFunctions() {}

    static boolean isOwn(String function) {
        return OWN.contains(function);
    }
}
