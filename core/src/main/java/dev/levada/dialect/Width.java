package dev.levada.dialect;

import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.JoinKind;
import dev.levada.algebra.Relation.NoRows;
import dev.levada.algebra.Relation.OneRow;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Recursive;
import dev.levada.algebra.Relation.SetOperation;
import dev.levada.algebra.Relation.Table;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.Values;
import dev.levada.algebra.Relation.Window;
import dev.levada.algebra.Relation.With;
import java.util.List;
import java.util.Optional;

/** How many columns a relation has. */
final class Width {
    private Width() {}

    static int of(Relation relation) {
        if (relation instanceof Table table) {
            return table.columns().size();
        }
        if (relation instanceof Project project) {
            return project.columns().size();
        }
        if (relation instanceof Filter filter) {
            return kept(filter.columns(), filter.from());
        }
        if (relation instanceof Group group) {
            return group.groups().size()
                    + group.aggregates().size()
                    + group.groupings().size();
        }
        if (relation instanceof Window window) {
            return of(window.from()) + window.windows().size();
        }
        return relation instanceof Join join ? joined(join) : given(relation);
    }

    private static int joined(Join join) {
        int left = kept(join.leftColumns(), join.left());
        if (join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI) {
            return left;
        }
        return join.kind() == JoinKind.MARK ? left + 1 : left + kept(join.rightColumns(), join.right());
    }

    private static int kept(Optional<List<Integer>> columns, Relation from) {
        return columns.map(List::size).orElseGet(() -> of(from));
    }

    private static int given(Relation relation) {
        if (relation instanceof OneRow) {
            return 0;
        }
        if (relation instanceof NoRows none) {
            return none.types().size();
        }
        if (relation instanceof Values values) {
            return values.rows().get(0).size();
        }
        if (relation instanceof Use use) {
            return use.types().size();
        }
        if (relation instanceof Recursive recursive) {
            return recursive.types().size();
        }
        if (relation instanceof With with) {
            return of(with.body());
        }
        List<Relation> inputs = Inputs.of(relation);
        return relation instanceof SetOperation || inputs.size() == 1 ? of(inputs.get(0)) : 0;
    }
}
