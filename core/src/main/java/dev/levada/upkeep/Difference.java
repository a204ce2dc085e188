package dev.levada.upkeep;

import dev.levada.contract.Write;
import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.store.Audit;
import dev.levada.store.StoredColumn;
import dev.levada.store.TableVersion;
import dev.levada.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows that two versions of a table differ in. Columns that Levada adds to extracts don't count, nor do columns that only
 * one of the versions has. Used by one thread.
 */
public final class Difference implements AutoCloseable {
    private static final AssetName BEFORE = new AssetName("levada_diff", "before");
    private static final AssetName AFTER = new AssetName("levada_diff", "after");

    private final Session session;
    private final DifferenceSql sql;
    private final Columns columns;

    private Difference(Session session, DifferenceSql sql, Columns columns) {
        this.session = session;
        this.sql = sql;
        this.columns = columns;
    }

    /** The columns that only the later and only the earlier version has. */
    public record Columns(List<String> added, List<String> removed) {
        public Columns {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
        }
    }

    /** How many rows differ. @param changed rows of one key; 0 without a key */
    public record Summary(long added, long removed, long changed) {
        public boolean isNone() {
            return added == 0 && removed == 0 && changed == 0;
        }
    }

    /**
     * Opens both versions. Rows are told apart by the asset's key if it has one that holds in both versions; else by all that
     * they have.
     */
    public static Difference between(Workspace workspace, Asset asset, TableVersion before, TableVersion after) {
        List<String> common = names(after).stream()
                .filter(name -> names(before).contains(name) && !isAudit(name))
                .toList();
        Columns columns = new Columns(
                names(after).stream()
                        .filter(name -> !names(before).contains(name))
                        .toList(),
                names(before).stream()
                        .filter(name -> !names(after).contains(name))
                        .toList());
        Session session = workspace.engine().session();
        try {
            session.expose(BEFORE, workspace.store().scan(before));
            session.expose(AFTER, workspace.store().scan(after));
            List<String> key =
                    key(asset.write()).stream().map(Difference::lower).toList();
            DifferenceSql sql = new DifferenceSql(after.columns(), common, key);
            boolean isKeyed = !key.isEmpty()
                    && common.containsAll(key)
                    && number(session, sql.repeatedKeys(BEFORE)) == 0
                    && number(session, sql.repeatedKeys(AFTER)) == 0;
            return new Difference(session, isKeyed ? sql : sql.withoutKey(), columns);
        } catch (Throwable e) {
            session.close();
            throw e;
        }
    }

    /** A version of a row is told from its others by when it began. */
    private static List<String> key(Write write) {
        List<String> key = new ArrayList<>(write.key());
        write.versions().ifPresent(versions -> key.add(versions.validFrom()));
        return key;
    }

    private static List<String> names(TableVersion version) {
        return version.columns().stream()
                .map(StoredColumn::name)
                .map(Difference::lower)
                .toList();
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static boolean isAudit(String name) {
        return Audit.COLUMNS.stream().anyMatch(column -> column.name().equals(name));
    }

    public Columns columns() {
        return columns;
    }

    /** The columns that rows are told apart by; empty if by all. */
    public List<String> key() {
        return sql.key();
    }

    public Summary summary() {
        try (Rows rows = session.query(sql.counts())) {
            List<@Nullable Object> counts = Objects.requireNonNull(rows.next());
            return new Summary(number(counts.get(0)), number(counts.get(1)), number(counts.get(2)));
        }
    }

    /**
     * The rows, by their key, or else by their columns. Column {@code change} says {@code added}, {@code removed}, {@code before}
     * or {@code after}; with a key, column {@code changed} names the columns that differ.
     */
    public Rows rows() {
        return session.query(sql.rows());
    }

    private static long number(Session session, String query) {
        try (Rows rows = session.query(query)) {
            return number(Objects.requireNonNull(rows.next()).get(0));
        }
    }

    private static long number(@Nullable Object value) {
        return Optional.ofNullable(value)
                .map(each -> ((Number) each).longValue())
                .orElse(0L);
    }

    @Override
    public void close() {
        session.close();
    }
}
