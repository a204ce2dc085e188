package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.ValueType;
import dev.levada.dialect.Piece.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Writes groupings. */
final class GroupWriter {
    private final RelationWriter relations;
    private final ExpressionWriter expressions;
    private final Dialect dialect;

    GroupWriter(RelationWriter relations, ExpressionWriter expressions, Dialect dialect) {
        this.relations = relations;
        this.expressions = expressions;
        this.dialect = dialect;
    }

    Block write(Group group) {
        Block from = relations.write(group.from());
        Block block = from.isOpen() && !from.has(Trait.QUERY) ? from : relations.wrap(from);
        List<Piece> groups = expressions.pieces(group.groups(), block.columns);
        if (groups.stream().anyMatch(piece -> piece.is(Trait.CONSTANT) || piece.is(Trait.QUERY))) {
            block.add(groups);
            block = relations.wrap(block);
            int width = block.columns.size();
            groups = block.columns.subList(width - groups.size(), width);
        }
        List<String> names = groupNames(group, block);
        List<Piece> columns = new ArrayList<>(groups);
        columns.addAll(expressions.pieces(group.aggregates(), block.columns));
        for (List<Integer> grouping : group.groupings()) {
            columns.add(grouping(grouping, groups));
        }
        names.addAll(Collections.nCopies(columns.size() - groups.size(), ""));
        block.order = List.of();
        block.grouped = true;
        block.columns = columns;
        block.names = names;
        return grouped(block, group, groups);
    }

    private static List<String> groupNames(Group group, Block block) {
        List<String> names = new ArrayList<>();
        for (Expression by : group.groups()) {
            names.add(by instanceof Expression.Column column ? block.names.get(column.index()) : "");
        }
        return names;
    }

    private Piece grouping(List<Integer> grouping, List<Piece> groups) {
        String of = grouping.stream().map(index -> groups.get(index).sql()).collect(Collectors.joining(", "));
        String type = dialect.type(ValueType.BIGINT);
        return new Piece("CAST(GROUPING(" + of + ") AS " + type + ")", ValueType.BIGINT, Trait.PLAIN);
    }

    private Block grouped(Block block, Group group, List<Piece> groups) {
        int all = groups.size();
        boolean simple = group.sets().isEmpty()
                || group.sets().size() == 1 && group.sets().get(0).size() == all;
        if (simple) {
            block.groups = groups.stream().map(Piece::sql).toList();
            return block;
        }
        String sets = group.sets().stream()
                .map(set ->
                        set.stream().map(index -> groups.get(index).sql()).collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", ", "GROUPING SETS (", ")"));
        block.groups = List.of(sets);
        return relations.wrap(block);
    }
}
