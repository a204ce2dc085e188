package dev.levada.algebra;

import dev.levada.project.AssetName;
import java.util.List;
import java.util.Optional;

/** A table of a query, made from others. Rows have no names for their columns, only places from 0. */
public sealed interface Relation {

    /** Some columns of an input. A name that is empty stands for the number that an engine gives its rows. */
    record Table(AssetName name, List<String> columns, List<ValueType> types) implements Relation {}

    /** One row without columns. */
    record OneRow() implements Relation {}

    /** No rows. */
    record NoRows(List<ValueType> types) implements Relation {}

    /** Rows that are written out. */
    record Values(List<List<Expression>> rows) implements Relation {}

    /** @param names what the columns are called, as far as they have a name; empty texts otherwise */
    record Project(Relation from, List<Expression> columns, List<String> names) implements Relation {}

    /** @param columns which columns of {@code from} are kept */
    record Filter(Relation from, List<Expression> conditions, Optional<List<Integer>> columns) implements Relation {}

    /**
     * The groups, then the aggregates, then for each of {@code groupings} the bits of which of these groups a row is over all
     * values of.
     */
    record Group(
            Relation from,
            List<Expression> groups,
            List<List<Integer>> sets,
            List<Expression.Aggregate> aggregates,
            List<List<Integer>> groupings)
            implements Relation {}

    /** All columns, then the windowed ones. */
    record Window(Relation from, List<Expression> windows) implements Relation {}

    /**
     * @param matches what both sides compare, all of which must hold
     * @param conditions what must hold as well, over the columns of both sides
     * @param leftColumns which columns of the left are kept
     * @param rightColumns which columns of the right are kept
     */
    record Join(
            JoinKind kind,
            Relation left,
            Relation right,
            List<Match> matches,
            List<Expression> conditions,
            Optional<List<Integer>> leftColumns,
            Optional<List<Integer>> rightColumns)
            implements Relation {}

    /** @param comparison such as {@code =} and {@code is not distinct from} */
    record Match(Expression left, Expression right, String comparison) {}

    /** How rows of two sides meet. */
    enum JoinKind {
        INNER,
        LEFT,
        RIGHT,
        FULL,
        SEMI,
        ANTI,
        /** The left rows, and whether there is a match; null if that is not known because of nulls. */
        MARK,
        /** Like {@code LEFT}, and an error if a row has several matches. */
        SINGLE
    }

    record SetOperation(SetKind kind, boolean all, List<Relation> inputs) implements Relation {}

    /** What sets make. */
    enum SetKind {
        UNION,
        INTERSECT,
        EXCEPT
    }

    /** @param on empty if all columns count; otherwise the first row in this order is taken for each */
    record Distinct(Relation from, Optional<List<Expression>> on, List<Order> orders) implements Relation {}

    record Sort(Relation from, List<Order> orders) implements Relation {}

    record Limit(Relation from, Optional<Long> count, Optional<Long> offset) implements Relation {}

    /** Something with a name, and what uses it. */
    record With(int id, String name, Relation definition, Relation body) implements Relation {}

    /** Rows that more rows are made of, until there are no more. */
    record Recursive(int id, boolean all, Relation anchor, Relation step, List<ValueType> types) implements Relation {}

    record Use(int id, List<ValueType> types) implements Relation {}

    /** What has no equivalent in this tree. */
    record Strange(String what, String why, int place) implements Relation {}
}
