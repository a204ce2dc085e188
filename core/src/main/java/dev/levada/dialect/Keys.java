package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.JoinKind;
import dev.levada.algebra.Relation.Limit;
import dev.levada.algebra.Relation.OneRow;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Sort;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.With;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Finds columns that no two rows of a relation share. */
final class Keys {
    private static final Set<String> EQUALITIES = Set.of(Comparisons.EQUAL, Comparisons.SAME);

    private final NamedRelations named;

    Keys(NamedRelations named) {
        this.named = named;
    }

    /** Whether it is certain that no two rows have the same values in those columns. */
    boolean unique(Relation relation, Set<Integer> columns) {
        if (relation instanceof OneRow) {
            return true;
        }
        if (relation instanceof Group group) {
            List<Integer> all =
                    IntStream.range(0, group.groups().size()).boxed().toList();
            return (group.sets().isEmpty() || group.sets().equals(List.of(all))) && columns.containsAll(all);
        }
        if (relation instanceof Project project) {
            return unique(project.from(), below(project, columns));
        }
        if (relation instanceof Filter filter) {
            return unique(filter.from(), below(filter.columns().orElse(null), columns));
        }
        if (relation instanceof Sort sort) {
            return unique(sort.from(), columns);
        }
        if (relation instanceof Limit limit) {
            return limit.count().orElse(2L) <= 1 || unique(limit.from(), columns);
        }
        if (relation instanceof Join join) {
            return unique(join, columns);
        }
        if (relation instanceof With with) {
            return unique(with.body(), columns);
        }
        return relation instanceof Use use
                && named.definition(use.id())
                        .map(definition -> unique(definition, columns))
                        .orElse(false);
    }

    private static Set<Integer> below(Project project, Set<Integer> columns) {
        Set<Integer> below = new HashSet<>();
        for (int column : columns) {
            if (column < project.columns().size()
                    && project.columns().get(column) instanceof Expression.Column source) {
                below.add(source.index());
            }
        }
        return below;
    }

    private static Set<Integer> below(@Nullable List<Integer> kept, Set<Integer> columns) {
        return kept == null
                ? columns
                : columns.stream()
                        .filter(column -> column < kept.size())
                        .map(kept::get)
                        .collect(Collectors.toSet());
    }

    private boolean unique(Join join, Set<Integer> columns) {
        boolean leftOnly = Set.of(JoinKind.SEMI, JoinKind.ANTI, JoinKind.MARK).contains(join.kind());
        boolean keepsLeft = leftOnly
                || join.kind() == JoinKind.SINGLE
                || Set.of(JoinKind.LEFT, JoinKind.INNER).contains(join.kind()) && rightIsUnique(join);
        if (!keepsLeft || join.leftColumns().isPresent()) {
            return false;
        }
        return unique(join.left(), columns);
    }

    /** Whether at most one row of the right matches. */
    boolean rightIsUnique(Join join) {
        Set<Integer> columns = join.matches().stream()
                .filter(match -> EQUALITIES.contains(match.comparison()))
                .map(Relation.Match::right)
                .filter(Expression.Column.class::isInstance)
                .map(column -> ((Expression.Column) column).index())
                .collect(Collectors.toSet());
        return unique(join.right(), columns);
    }
}
