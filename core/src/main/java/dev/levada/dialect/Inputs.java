package dev.levada.dialect;

import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Distinct;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.Limit;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Recursive;
import dev.levada.algebra.Relation.SetOperation;
import dev.levada.algebra.Relation.Sort;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.Window;
import dev.levada.algebra.Relation.With;
import java.util.ArrayList;
import java.util.List;

/** What relations are made from. */
final class Inputs {
    private Inputs() {}

    static List<Relation> of(Relation relation) {
        if (relation instanceof Project project) {
            return List.of(project.from());
        }
        if (relation instanceof Filter filter) {
            return List.of(filter.from());
        }
        if (relation instanceof Group group) {
            return List.of(group.from());
        }
        if (relation instanceof Window window) {
            return List.of(window.from());
        }
        if (relation instanceof Distinct distinct) {
            return List.of(distinct.from());
        }
        if (relation instanceof Sort sort) {
            return List.of(sort.from());
        }
        if (relation instanceof Limit limit) {
            return List.of(limit.from());
        }
        return pairs(relation);
    }

    private static List<Relation> pairs(Relation relation) {
        if (relation instanceof Join join) {
            return List.of(join.left(), join.right());
        }
        if (relation instanceof SetOperation operation) {
            return operation.inputs();
        }
        if (relation instanceof With with) {
            return List.of(with.definition(), with.body());
        }
        return relation instanceof Recursive recursive ? List.of(recursive.anchor(), recursive.step()) : List.of();
    }

    /** The named relations that are used, each as often as it is. */
    static List<Integer> used(Relation relation) {
        List<Integer> used = new ArrayList<>();
        if (relation instanceof Use use) {
            used.add(use.id());
        }
        of(relation).forEach(input -> used.addAll(used(input)));
        return used;
    }
}
