package dev.levada.reconcile.compare;

import dev.levada.api.Column;
import dev.levada.project.AssetName;
import dev.levada.reconcile.compare.Evidence.Duplicates;
import dev.levada.store.Audit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the keys whose rows are not the same on both sides, and why. All of it is one query over the rows of chunks that differ:
 * rows are counted by key and digest, and what is left when equal rows cancel each other out is judged by key.
 */
record VerdictSql(Layout layout, Cuts cuts, Evidence evidence) {

    /**
     * The query: a row for each verdict with the number of its keys, then the first keys that differ, each with its place and
     * the parts of the key as text.
     */
    String query(Collection<Integer> chunks, long limit) {
        String differences = Stream.of(Verdict.values())
                .filter(Verdict::isDifference)
                .map(verdict -> Literal.text(verdict.name()))
                .collect(Collectors.joining(", "));
        return "WITH " + String.join(", ", tables(chunks)) + " SELECT verdict, count(*) AS keys, NULL AS place"
                + forEach("NULL AS %s") + " FROM verdicts GROUP BY verdict UNION ALL SELECT verdict, NULL, place"
                + forEach("CAST(%s AS VARCHAR)") + " FROM (SELECT *, row_number() OVER (ORDER BY " + layout.keyOrder()
                + ") AS place FROM verdicts WHERE verdict IN (" + differences + ")) WHERE place <= " + limit
                + " ORDER BY place";
    }

    private List<String> tables(Collection<Integer> chunks) {
        List<String> tables = new ArrayList<>();
        tables.add(table("leftovers", leftovers(chunks)));
        tables.add(table(
                "differing",
                "SELECT " + layout.keyList() + ", sum(greatest(source - held, 0)) AS missing,"
                        + " sum(greatest(held - source, 0)) AS surplus,"
                        + " bool_and(gone) FILTER (held > source) AS gone FROM leftovers GROUP BY "
                        + layout.keyList()));
        if (evidence.pending()) {
            tables.add(table("pending", keysOf("(" + layout.rows(Views.PENDING, "") + ")")));
        }
        if (evidence.quarantine() && layout.isKeyed()) {
            tables.add(table("quarantined", keysOf(quarantineKeys(Views.QUARANTINE))));
            tables.add(table("broken", keysOf(quarantineKeys(Views.BROKEN))));
        }
        if (hasDuplicates()) {
            tables.add(table("strangers", strangers()));
        }
        tables.add(table("verdicts", "SELECT " + layout.keyList() + ", " + verdict() + " AS verdict FROM differing"));
        return tables;
    }

    private static String table(String name, String query) {
        return name + " AS MATERIALIZED (" + query + ")";
    }

    private String leftovers(Collection<Integer> chunks) {
        return "SELECT " + layout.keyList() + ", " + Layout.DIGEST + ", sum(source) AS source, sum(held) AS held,"
                + " coalesce(bool_and(gone) FILTER (held > 0), false) AS gone FROM ("
                + side(Views.SOURCE, "1 AS source, 0 AS held, false AS gone", chunks) + " UNION ALL "
                + side(Views.TABLE, "0 AS source, 1 AS held, " + gone() + " AS gone", chunks) + ") GROUP BY "
                + layout.keyList() + ", " + Layout.DIGEST + " HAVING sum(source) <> sum(held)";
    }

    private String side(AssetName relation, String counts, Collection<Integer> chunks) {
        String within = chunks.size() == cuts.chunks()
                ? ""
                : " WHERE " + cuts.chunk() + " IN ("
                        + chunks.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ")";
        String more = relation.equals(Views.TABLE) && evidence.sources().isPresent() ? ", " + Audit.SOURCE : "";
        return "SELECT " + layout.keyList() + ", " + Layout.DIGEST + ", " + counts + " FROM ("
                + layout.rows(relation, more) + ")" + within;
    }

    private String gone() {
        return evidence.sources()
                .map(names -> names.stream().map(Literal::text).collect(Collectors.joining(", ")))
                .map(names -> names.isEmpty()
                        ? Audit.SOURCE + " IS NOT NULL"
                        : "coalesce(" + Audit.SOURCE + " NOT IN (" + names + "), false)")
                .orElse("false");
    }

    /** The keys among those of a relation that differ. */
    private String keysOf(String relation) {
        return "SELECT DISTINCT " + layout.keyList() + " FROM " + relation + " found SEMI JOIN differing ON "
                + layout.sameKey("found", "differing");
    }

    /** A quarantine keeps a row as it was received, as texts. */
    private String quarantineKeys(AssetName quarantine) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < layout.key().size(); i++) {
            Column column = layout.key().get(i);
            String pointer = "/" + column.name().replace("~", "~0").replace("/", "~1");
            parts.add("TRY_CAST(json_extract_string(record, " + Literal.text(pointer) + ") AS "
                    + column.type().sql() + ") AS " + layout.keyNames().get(i));
        }
        return "(SELECT " + String.join(", ", parts) + " FROM " + quarantine + ")";
    }

    private boolean hasDuplicates() {
        return evidence.duplicates().most() != Duplicates.Most.NONE;
    }

    /** Keys of which the table holds a row that is none of the source's, or holds it more often. */
    private String strangers() {
        String order = evidence.duplicates().order().map(Literal::name).orElse("NULL");
        String more = ", " + order + " AS levada_order";
        String candidates = "SELECT candidate.* FROM (" + layout.rows(Views.CANDIDATES, more)
                + ") candidate SEMI JOIN ("
                + layout.rows(Views.SOURCE, more) + ") counting ON " + layout.sameKey("candidate", "counting")
                + " AND candidate.levada_order IS NOT DISTINCT FROM counting.levada_order";
        return "SELECT DISTINCT " + keysFrom("leftovers") + " FROM leftovers LEFT JOIN (SELECT " + layout.keyList()
                + ", " + Layout.DIGEST + ", count(*) AS times FROM (" + candidates
                + ") candidate SEMI JOIN differing ON " + layout.sameKey("candidate", "differing") + " GROUP BY "
                + layout.keyList() + ", " + Layout.DIGEST + ") known ON " + layout.sameKey("leftovers", "known")
                + " AND leftovers." + Layout.DIGEST + " = known." + Layout.DIGEST
                + " WHERE held > source AND held > coalesce(times, 0)";
    }

    private String keysFrom(String relation) {
        return layout.keyNames().stream().map(name -> relation + "." + name).collect(Collectors.joining(", "));
    }

    /** The first explanation that holds. */
    private String verdict() {
        List<String> cases = new ArrayList<>();
        if (evidence.pending()) {
            cases.add(when(isIn("pending"), Verdict.NOT_LOADED_YET));
        }
        cases.add(when("surplus > 0 AND gone", Verdict.FILE_GONE));
        if (hasDuplicates()) {
            String most =
                    evidence.duplicates().most() == Duplicates.Most.ONE ? "missing = 1 AND surplus = 1" : "surplus > 0";
            cases.add(when(most + " AND NOT " + isIn("strangers"), Verdict.OTHER_DUPLICATE));
        }
        if (evidence.quarantine() && layout.isKeyed()) {
            cases.add(when("surplus = 0 AND " + isIn("quarantined"), Verdict.IN_QUARANTINE));
            cases.add(when("missing = 0 AND " + isIn("broken"), Verdict.BREAKS_CONTRACT));
        }
        if (evidence.keepsFirst()) {
            cases.add(when("missing = 1 AND surplus = 1", Verdict.KEPT_AS_FIRST));
        }
        cases.add(when("surplus = 0", Verdict.MISSING_IN_TABLE));
        cases.add(when("missing = 0", Verdict.MISSING_AT_SOURCE));
        return "CASE " + String.join(" ", cases) + " ELSE " + Literal.text(Verdict.DIFFERENT.name()) + " END";
    }

    private static String when(String condition, Verdict verdict) {
        return "WHEN " + condition + " THEN " + Literal.text(verdict.name());
    }

    private String isIn(String table) {
        return "EXISTS (SELECT 1 FROM " + table + " WHERE " + layout.sameKey(table, "differing") + ")";
    }

    private String forEach(String pattern) {
        return layout.keyNames().stream()
                .map(name -> ", " + pattern.replace("%s", name))
                .collect(Collectors.joining());
    }
}
