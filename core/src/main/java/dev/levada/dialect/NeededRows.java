package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Column;
import dev.levada.algebra.Refusal;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.JoinKind;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Sort;
import dev.levada.algebra.Relation.Strange;
import dev.levada.algebra.Relation.Table;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * Finds which rows of tables a query needs: those that meet the simple conditions that it has for them, in each place where it
 * reads the table. Used once.
 */
public final class NeededRows {
    private final Dialect dialect;
    private final Map<AssetName, List<String>> readings = new TreeMap<>();
    private boolean isKnown = true;

    public NeededRows(Dialect dialect) {
        this.dialect = dialect;
    }

    /** For tables of which not all rows are needed a condition over their columns, in the dialect's words. */
    public Map<AssetName, String> of(Relation relation) {
        visit(relation, List.of());
        Map<AssetName, String> conditions = new TreeMap<>();
        if (isKnown) {
            readings.forEach((table, each) -> {
                if (!each.contains("")) {
                    conditions.put(table, each.stream().distinct().collect(Collectors.joining(" OR ")));
                }
            });
        }
        return conditions;
    }

    /** @param conditions that a row of the relation must meet to matter */
    private void visit(Relation relation, List<Expression> conditions) {
        if (relation instanceof Table table) {
            String condition = written(table, conditions);
            readings.computeIfAbsent(table.name(), name -> new ArrayList<>()).add(condition);
        } else if (relation instanceof Filter filter) {
            List<Expression> below = moved(conditions, filter.columns());
            below.addAll(Simple.among(filter.conditions()));
            visit(filter.from(), below);
        } else if (relation instanceof Project project) {
            visit(
                    project.from(),
                    Simple.moved(conditions, index -> column(project.columns().get(index))));
        } else if (relation instanceof Sort sort) {
            visit(sort.from(), conditions);
        } else if (relation instanceof Join join) {
            visit(join, conditions);
        } else if (relation instanceof Strange) {
            // Nobody knows which tables it reads.
            isKnown = false;
        } else {
            Inputs.of(relation).forEach(input -> visit(input, List.of()));
        }
    }

    /** Conditions over the columns that are kept of a relation, over all of them. */
    private static List<Expression> moved(List<Expression> conditions, Optional<List<Integer>> kept) {
        List<Expression> all = new ArrayList<>();
        conditions.forEach(condition -> kept.map(columns -> Simple.moved(condition, index -> place(columns.get(index))))
                .orElse(Optional.of(condition))
                .ifPresent(all::add));
        return all;
    }

    private static Optional<Column> column(Expression expression) {
        return expression instanceof Column column ? Optional.of(column) : Optional.empty();
    }

    /** Only the place of a column matters where conditions are moved. */
    private static Optional<Column> place(int index) {
        return Optional.of(new Column(index, ValueType.BOOLEAN, -1));
    }

    /** Rows of a side that may come out of the join without a partner are needed whatever the join asks of them. */
    private void visit(Join join, List<Expression> conditions) {
        int width = Width.of(join.left());
        int keptWidth = join.leftColumns().map(List::size).orElse(width);
        List<Expression> own = Simple.among(join.conditions());
        boolean keepsLeft = join.kind() != JoinKind.RIGHT && join.kind() != JoinKind.FULL;
        List<Expression> left =
                keepsLeft ? moved(Simple.moved(conditions, only(0, keptWidth)), join.leftColumns()) : new ArrayList<>();
        List<Expression> right = new ArrayList<>();
        if (join.kind() == JoinKind.INNER) {
            left.addAll(Simple.moved(own, only(0, width)));
            right.addAll(moved(Simple.moved(conditions, only(keptWidth, Integer.MAX_VALUE)), join.rightColumns()));
        }
        if (join.kind() == JoinKind.INNER || join.kind() == JoinKind.LEFT) {
            right.addAll(Simple.moved(own, only(width, Integer.MAX_VALUE)));
        }
        visit(join.left(), left);
        visit(join.right(), right);
    }

    /** Columns from one place up to another, counted from there. */
    private static IntFunction<Optional<Column>> only(int from, int to) {
        return index -> index >= from && index < to ? place(index - from) : Optional.empty();
    }

    /** What all of these conditions say of a row of the table; empty if none says anything that the dialect can say. */
    private String written(Table table, List<Expression> conditions) {
        List<Piece> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String name = table.columns().get(i);
            ValueType type = table.types().get(i);
            boolean isAbsent = name.isEmpty() || type.is(Kind.LIST, Kind.OTHER);
            columns.add(isAbsent ? Piece.nothing(type) : new Piece(dialect.quoted(name), type, Piece.Trait.COLUMN));
        }
        return conditions.stream()
                .flatMap(condition -> written(condition, columns).stream())
                .distinct()
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(" AND "), all -> all.isEmpty() ? "" : "(" + all + ")"));
    }

    private Optional<String> written(Expression condition, List<Piece> columns) {
        List<Refusal> refusals = new ArrayList<>();
        String sql = new ExpressionWriter(dialect, refusals).sql(condition, columns);
        return refusals.isEmpty() && !References.of(condition).isEmpty() ? Optional.of(sql) : Optional.empty();
    }
}
