package dev.levada.dialect;

import dev.levada.dialect.Piece.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One select that is being put together. Clauses are added as long as they mean what they would around it. */
final class Block {
    /** Empty for one row without columns. */
    String from = "";

    List<Piece> columns = List.of();
    List<String> names = List.of();
    List<String> where = new ArrayList<>();
    List<String> having = new ArrayList<>();
    List<String> order = List.of();
    boolean grouped;
    List<String> groups = List.of();
    boolean windowed;
    /** Whether what it selects from is a join. */
    boolean joined;

    String distinct = "";
    Optional<Long> limit = Optional.empty();
    Optional<Long> offset = Optional.empty();
    /** A set operation; nothing can be added to it. */
    @Nullable
    String body;

    static Block of(String from, List<Piece> columns, List<String> names) {
        Block block = new Block();
        block.from = from;
        block.columns = columns;
        block.names = names;
        return block;
    }

    /** Whether nothing but its rows was chosen yet, so that it can be joined or grouped. */
    boolean isOpen() {
        return !grouped && !windowed && isUncut();
    }

    /** Whether its rows are neither made distinct nor limited. */
    boolean isUncut() {
        return body == null && distinct.isEmpty() && limit.isEmpty() && offset.isEmpty();
    }

    /** Whether a join may fill its columns with nulls. */
    boolean isBare() {
        return isOpen()
                && where.isEmpty()
                && !from.isEmpty()
                && columns.stream().allMatch(c -> c.is(Trait.COLUMN));
    }

    boolean has(Trait trait) {
        return columns.stream().anyMatch(column -> column.is(trait));
    }

    /** Takes further columns, without names, behind its own. */
    void add(List<Piece> more) {
        List<Piece> allColumns = new ArrayList<>(columns);
        allColumns.addAll(more);
        List<String> allNames = new ArrayList<>(names);
        allNames.addAll(Collections.nCopies(more.size(), ""));
        columns = allColumns;
        names = allNames;
    }

    /** @param selected the columns with their names */
    String sql(String selected) {
        if (body != null) {
            return body;
        }
        StringBuilder sql = new StringBuilder("SELECT ").append(distinct).append(selected);
        clause(sql, "FROM ", from.isEmpty() ? List.of() : List.of(from), "");
        clause(sql, "WHERE ", where, " AND ");
        if (grouped && !groups.isEmpty()) {
            clause(sql, "GROUP BY ", groups, ", ");
        } else if (grouped) {
            clause(sql, "GROUP BY ", List.of("()"), "");
        }
        clause(sql, "HAVING ", having, " AND ");
        clause(sql, "ORDER BY ", order, ", ");
        limit.ifPresent(rows -> sql.append("\nLIMIT ").append(rows));
        offset.ifPresent(rows -> sql.append("\nOFFSET ").append(rows));
        return sql.toString();
    }

    private static void clause(StringBuilder sql, String word, List<String> parts, String between) {
        if (!parts.isEmpty()) {
            sql.append('\n').append(word).append(parts.stream().collect(Collectors.joining(between)));
        }
    }
}
