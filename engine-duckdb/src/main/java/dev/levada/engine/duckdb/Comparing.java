package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Hashing;
import dev.levada.api.Source;
import dev.levada.contract.Deletes;
import dev.levada.contract.Versions;
import dev.levada.engine.Compared;
import dev.levada.engine.Merge;
import dev.levada.engine.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out which rows of a source a table does not have, by their keys and hashes. */
final class Comparing {
    private static final String HASH = Sql.name(Hashing.COLUMN);

    private final DuckDbSession session;
    private final Merge merge;
    private final List<String> key;
    private final String seen;
    private final String unchanged;

    Comparing(DuckDbSession session, Merge merge) {
        this.session = session;
        this.merge = merge;
        this.key = merge.write().key();
        this.seen = session.ownSchema() + ".compared_seen";
        this.unchanged = session.ownSchema() + ".compared_unchanged";
    }

    /** @param most how many keys are named at the most */
    Compared compare(Extent keys, Source source, int most) {
        Form.Rows form = (Form.Rows) keys.form();
        read(form, source);
        Statements statements = session.statements();
        statements.execute("CREATE OR REPLACE TABLE " + unchanged + " AS SELECT " + Sql.names(key) + " FROM ("
                + session.scans().rows(merge.table()) + ") old SEMI JOIN " + seen + " new ON " + meet() + " AND old."
                + HASH
                + " = new." + HASH + " WHERE " + isLive());
        long rows = statements.number("SELECT count(*) FROM " + seen);
        String others = "SELECT " + texts() + " FROM " + seen + " new ANTI JOIN " + unchanged + " old ON " + meet();
        return new Compared(rows, unchanged, named(others, most));
    }

    private void read(Form.Rows form, Source source) {
        String columns = form.columns().stream()
                .map(column -> FeedFunction.value(column) + " AS " + Sql.name(column.name()))
                .collect(Collectors.joining(", "));
        Feed feed = session.feed(form, source);
        try (FeedFunction.Registration open = session.open(feed)) {
            session.statements()
                    .execute("CREATE OR REPLACE TABLE " + seen + " AS SELECT " + columns + " FROM " + open.sql());
        } catch (RuntimeException e) {
            throw Intake.cause(feed, e);
        }
    }

    /** A key meets that of the table in the table's type. */
    private String meet() {
        return key.stream()
                .map(name -> "old." + Sql.name(name) + " = TRY_CAST(new." + Sql.name(name) + " AS "
                        + column(name).orElseThrow().type().sql() + ")")
                .collect(Collectors.joining(" AND "));
    }

    private String texts() {
        return key.stream()
                .map(name -> "CAST(new." + Sql.name(name) + " AS VARCHAR)")
                .collect(Collectors.joining(", "));
    }

    /** True for the one row or version of a key that says what the source held last, unless it is deleted there. */
    private String isLive() {
        List<String> conditions = new ArrayList<>(List.of("true"));
        column(Deletes.DELETED_AT).ifPresent(column -> conditions.add(Sql.name(column.name()) + " IS NULL"));
        merge.write().versions().ifPresent(versions -> conditions.addAll(holds(versions)));
        return String.join(" AND ", conditions);
    }

    private List<String> holds(Versions versions) {
        List<String> conditions = new ArrayList<>();
        column(versions.validTo())
                .ifPresent(to -> conditions.add("old." + Sql.name(to.name()) + " IS NOT DISTINCT FROM CAST("
                        + versions.openEnd().map(Sql::text).orElse("NULL") + " AS "
                        + to.type().sql() + ")"));
        column(versions.isDeleted())
                .filter(marks -> versions.hardDeletes() == Versions.HardDeletes.NEW_RECORD)
                .ifPresent(marks -> conditions.add("NOT coalesce(old." + Sql.name(marks.name()) + ", false)"));
        return conditions;
    }

    private Optional<Column> column(String name) {
        return CsvGroup.find(merge.table().shape(), name);
    }

    private Optional<List<List<String>>> named(String others, int most) {
        List<List<String>> named = new ArrayList<>();
        try (Rows rows = session.rows(others + " LIMIT " + (most + 1L))) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                if (row.contains(null)) {
                    return Optional.empty();
                }
                named.add(row.stream().map(String::valueOf).toList());
            }
        }
        return named.size() > most ? Optional.empty() : Optional.of(named);
    }
}
