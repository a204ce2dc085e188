package dev.levada.engine.duckdb;

import dev.levada.contract.Check;
import dev.levada.engine.CheckResult;
import dev.levada.project.AssetName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tests checks on the tables that a session shows. */
final class Checks {
    private final Statements statements;
    private final String table;
    private final @Nullable Long counted;
    private final int sampleSize;

    /** @param counted how many rows the asset's table has; null if that is not known */
    Checks(Statements statements, AssetName asset, @Nullable Long counted, int sampleSize) {
        this.statements = statements;
        this.counted = counted;
        this.table = Sql.name(asset);
        this.sampleSize = sampleSize;
    }

    CheckResult test(Check check) {
        Check.Demand demand = check.demand();
        if (demand instanceof Check.RowCount rowCount) {
            return rowCount(check, rowCount);
        }
        if (demand instanceof Check.Freshness freshness) {
            return freshness(check, freshness);
        }
        if (demand instanceof Check.Unique unique) {
            String columns = Sql.names(unique.columns());
            return offending(
                    check,
                    "SELECT " + columns + ", count(*) AS rows FROM " + table + " WHERE "
                            + unique.columns().stream()
                                    .map(column -> Sql.name(column) + " IS NOT NULL")
                                    .collect(Collectors.joining(" AND "))
                            + " GROUP BY " + columns + " HAVING count(*) > 1",
                    "value stands in more than one row",
                    "values stand in more than one row");
        }
        if (demand instanceof Check.References references) {
            String column = Sql.name(references.column());
            String target = Sql.name(references.target());
            return offending(
                    check,
                    "SELECT * FROM " + table + " WHERE " + column + " IS NOT NULL AND " + column + " NOT IN (SELECT "
                            + target + " FROM " + Sql.name(AssetName.parse(references.asset())) + " WHERE " + target
                            + " IS NOT NULL)",
                    "row names a " + references.column() + " that is not in " + references.asset(),
                    "rows name a " + references.column() + " that is not in " + references.asset());
        }
        return offending(check, ((Check.Sql) demand).sql(), "row breaks it", "rows break it");
    }

    private CheckResult rowCount(Check check, Check.RowCount demand) {
        long rows = counted == null ? statements.number("SELECT count(*) FROM " + table) : counted;
        boolean holds = rows >= demand.min().orElse(0) && rows <= demand.max().orElse(Long.MAX_VALUE);
        return verdict(check, holds, "the table would have " + rows + " rows, but " + bounds(demand));
    }

    private static String bounds(Check.RowCount demand) {
        List<String> bounds = new ArrayList<>();
        bound("at least ", demand.min()).ifPresent(bounds::add);
        bound("at most ", demand.max()).ifPresent(bounds::add);
        return String.join(" and ", bounds) + " are wanted";
    }

    private static Optional<String> bound(String words, OptionalLong bound) {
        return bound.isPresent() ? Optional.of(words + bound.getAsLong()) : Optional.empty();
    }

    private CheckResult freshness(Check check, Check.Freshness demand) {
        String newest = "max(" + Sql.name(demand.column()) + ")";
        String age = "epoch(CAST(timezone('UTC', now()) AS TIMESTAMP) - " + utc(newest) + ")";
        return statements.read(
                "SELECT CAST(" + newest + " AS VARCHAR), coalesce(" + age + " <= "
                        + demand.within().toSeconds() + ", false) FROM " + table,
                row -> {
                    row.next();
                    String found = row.getString(1);
                    return verdict(
                            check,
                            row.getBoolean(2),
                            found == null
                                    ? demand.column() + " has no value"
                                    : "the newest " + demand.column() + " is " + found + ", older than "
                                            + words(demand.within()));
                });
    }

    /** Moments with a zone are compared in UTC, those without one are taken to be in UTC. */
    private static String utc(String moment) {
        return "(CASE WHEN typeof(" + moment + ") = 'TIMESTAMP WITH TIME ZONE' THEN timezone('UTC', CAST(" + moment
                + " AS TIMESTAMPTZ)) ELSE CAST(" + moment + " AS TIMESTAMP) END)";
    }

    private static String words(Duration span) {
        long hours = span.toHours();
        if (hours > 0 && hours % 24 == 0) {
            return hours / 24 == 1 ? "a day" : hours / 24 + " days";
        }
        return hours > 0 ? hours + " hours" : span.toMinutes() + " minutes";
    }

    private static CheckResult verdict(Check check, boolean holds, String finding) {
        return new CheckResult(check, holds ? 0 : 1, holds ? "" : finding, List.of(), List.of());
    }

    private CheckResult offending(Check check, String sql, String one, String many) {
        long rows = statements.number("SELECT count(*) FROM (" + sql + "\n)");
        if (rows == 0) {
            return new CheckResult(check, 0, "", List.of(), List.of());
        }
        return statements.read(
                "SELECT * FROM (" + sql + "\n) LIMIT " + sampleSize,
                result -> new CheckResult(
                        check, rows, rows + " " + (rows == 1 ? one : many), header(result), sample(result)));
    }

    private static List<String> header(ResultSet result) throws SQLException {
        List<String> header = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            header.add(result.getMetaData().getColumnLabel(i));
        }
        return header;
    }

    private static List<List<String>> sample(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(String.valueOf(result.getObject(i)));
            }
            rows.add(row);
        }
        return rows;
    }
}
