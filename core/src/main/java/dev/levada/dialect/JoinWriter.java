package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Refusal;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.Match;
import dev.levada.algebra.ValueType;
import dev.levada.dialect.Piece.Trait;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes joins: as joins, as {@code EXISTS} and {@code IN}, and as lookups of one value. */
final class JoinWriter {
    private final RelationWriter relations;
    private final ExpressionWriter expressions;
    private final Dialect dialect;
    private final Aliases aliases;
    private final Keys keys;
    private final List<Refusal> refusals;

    JoinWriter(
            RelationWriter relations,
            ExpressionWriter expressions,
            Dialect dialect,
            Aliases aliases,
            Keys keys,
            List<Refusal> refusals) {
        this.relations = relations;
        this.expressions = expressions;
        this.dialect = dialect;
        this.aliases = aliases;
        this.keys = keys;
        this.refusals = refusals;
    }

    Block write(Join join) {
        Block left = open(relations.write(join.left()));
        Block right = open(relations.write(join.right()));
        return switch (join.kind()) {
            case INNER -> inner(left, right, join);
            case LEFT -> outer(left, bare(right), join, "LEFT JOIN");
            case RIGHT -> outer(bare(left), right, join, "RIGHT JOIN");
            case FULL -> full(bare(left), bare(right), join);
            case SEMI -> exists(left, right, join, "EXISTS");
            case ANTI -> exists(left, right, join, "NOT EXISTS");
            case MARK -> mark(left, right, join);
            case SINGLE -> single(left, right, join);
        };
    }

    private Block open(Block block) {
        boolean fits = block.isOpen() && !block.from.isEmpty();
        block.order = fits ? List.of() : block.order;
        return fits ? block : relations.wrap(block);
    }

    private Block bare(Block block) {
        return block.isBare() ? block : relations.wrap(block);
    }

    private Block inner(Block left, Block right, Join join) {
        List<String> conditions = conditions(join, left.columns, right.columns);
        Block block = joined(left, right, "JOIN", conditions);
        block.where.addAll(left.where);
        block.where.addAll(right.where);
        return chosen(block, left, right, join);
    }

    private Block outer(Block left, Block right, Join join, String word) {
        List<String> conditions = conditions(join, left.columns, right.columns);
        Block block = joined(left, right, word, conditions.isEmpty() ? List.of("TRUE") : conditions);
        block.where.addAll(left.where);
        block.where.addAll(right.where);
        return chosen(block, left, right, join);
    }

    private static Block joined(Block left, Block right, String word, List<String> conditions) {
        String table = right.joined ? "(" + right.from + ")" : right.from;
        Block block = new Block();
        block.joined = true;
        block.from = conditions.isEmpty()
                ? left.from + " CROSS JOIN " + table
                : left.from + "\n" + word + " " + table + " ON " + String.join(" AND ", conditions);
        return block;
    }

    private static Block chosen(Block block, Block left, Block right, Join join) {
        List<Integer> all = IntStream.range(0, left.columns.size()).boxed().toList();
        RelationWriter.keep(left, join.leftColumns().orElse(all));
        join.rightColumns().ifPresent(columns -> RelationWriter.keep(right, columns));
        block.columns = both(left.columns, right.columns);
        block.names = both(left.names, right.names);
        return block;
    }

    private static <T> List<T> both(List<T> left, List<T> right) {
        List<T> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }

    private List<String> conditions(Join join, List<Piece> left, List<Piece> right) {
        List<String> conditions = new ArrayList<>();
        for (Match match : join.matches()) {
            conditions.add(comparison(match, left, right));
        }
        join.conditions().forEach(condition -> conditions.add(expressions.sql(condition, both(left, right))));
        return conditions;
    }

    private String comparison(Match match, List<Piece> left, List<Piece> right) {
        String one = expressions.sql(match.left(), left);
        String other = expressions.sql(match.right(), right);
        List<Expression> sides = List.of(match.left(), match.right());
        Call call = new Call(
                match.comparison(), sides, ValueType.BOOLEAN, match.left().place());
        try {
            return match.comparison().equals(Comparisons.SAME)
                    ? dialect.same(match.left().type(), one, other)
                    : dialect.call(call, List.of(one, other));
        } catch (Untranslatable e) {
            refusals.add(new Refusal(call.place(), e.what(), e.why()));
            return "NULL";
        }
    }

    private Block full(Block left, Block right, Join join) {
        boolean equalities = !join.matches().isEmpty()
                && join.conditions().isEmpty()
                && join.matches().stream().allMatch(JoinWriter::isEquality);
        if (!equalities) {
            refusals.add(new Refusal(
                    place(join),
                    "full join",
                    dialect.name() + " joins fully only where columns of both sides are equal."));
        }
        return outer(left, right, join, "FULL JOIN");
    }

    private static boolean isEquality(Match match) {
        boolean equal = match.comparison().equals(Comparisons.EQUAL)
                || match.comparison().equals(Comparisons.SAME);
        return equal
                && !References.of(match.left()).isEmpty()
                && !References.of(match.right()).isEmpty();
    }

    private static int place(Join join) {
        Stream<Expression> sides = join.matches().stream().flatMap(match -> Stream.of(match.left(), match.right()));
        return Stream.concat(join.conditions().stream(), sides)
                .mapToInt(Expression::place)
                .filter(place -> place >= 0)
                .min()
                .orElse(-1);
    }

    private Block exists(Block left, Block right, Join join, String word) {
        right.where.addAll(conditions(join, left.columns, right.columns));
        left.where.add(word + " (" + right.sql("1") + ")");
        join.leftColumns().ifPresent(columns -> RelationWriter.keep(left, columns));
        return left;
    }

    /** Whether a row has a match is known or not exactly as {@code IN} knows it, nulls included. */
    private Block mark(Block left, Block right, Join join) {
        List<String> wanted = new ArrayList<>();
        List<String> given = new ArrayList<>();
        for (Match match : join.matches()) {
            String one = expressions.sql(match.left(), left.columns);
            String other = expressions.sql(match.right(), right.columns);
            boolean same = match.comparison().equals(Comparisons.SAME);
            if (!same && !match.comparison().equals(Comparisons.EQUAL)) {
                refusals.add(new Refusal(
                        match.left().place(), match.comparison() + " any", "Only = ANY and IN are translated."));
            }
            wanted.add(same ? dialect.comparable(one) : one);
            given.add(same ? dialect.comparable(other) : other);
        }
        if (!join.conditions().isEmpty()) {
            refusals.add(new Refusal(
                    join.conditions().get(0).place(),
                    "subquery",
                    "How it depends on the row around it has no equivalent."));
        }
        String query = right.sql(String.join(", ", given));
        String mark = wanted.isEmpty()
                ? "EXISTS (" + right.sql("1") + ")"
                : "((" + String.join(", ", wanted) + ") IN (" + query + "))";
        join.leftColumns().ifPresent(columns -> RelationWriter.keep(left, columns));
        left.columns = both(left.columns, List.of(new Piece(mark, ValueType.BOOLEAN, Trait.QUERY)));
        left.names = both(left.names, List.of(""));
        return left;
    }

    /** A lookup of values; several rows are an error, which a column that counts the matches finds. */
    private Block single(Block left, Block from, Join join) {
        if (keys.rightIsUnique(join)) {
            return outer(left, bare(from), join, "LEFT JOIN");
        }
        List<String> partition = new ArrayList<>();
        for (Match match : join.matches()) {
            partition.add(expressions.sql(match.right(), from.columns));
        }
        String by = partition.isEmpty() ? "" : "PARTITION BY " + String.join(", ", partition);
        Piece count = new Piece("count(*) OVER (" + by + ")", ValueType.BIGINT, Trait.WINDOW);
        from.columns = both(from.columns, List.of(count));
        from.names = both(from.names, List.of("matches"));
        Block right = relations.wrap(from);
        int last = right.columns.size() - 1;
        String matches = right.columns.get(last).sql();
        List<Integer> values = IntStream.range(0, last).boxed().toList();
        List<Integer> kept = join.rightColumns().orElse(values);
        Block block = outer(left, right, join, "LEFT JOIN");
        int width = block.columns.size() - (join.rightColumns().isPresent() ? kept.size() : last + 1);
        List<Piece> columns = new ArrayList<>(block.columns.subList(0, width));
        columns.addAll(block.columns.subList(width, width + kept.size()).stream()
                .map(piece -> guarded(piece, matches))
                .collect(Collectors.toList()));
        block.columns = columns;
        block.names = block.names.subList(0, columns.size());
        return block;
    }

    private Piece guarded(Piece piece, String matches) {
        String sql = "CASE WHEN " + matches + " > 1 THEN " + dialect.severalRows(piece.type()) + " ELSE " + piece.sql()
                + " END";
        return new Piece(sql, piece.type(), Trait.QUERY);
    }
}
