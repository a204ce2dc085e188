package dev.levada.dialect;

import dev.levada.algebra.Refusal;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.JoinKind;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Recursive;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.With;
import dev.levada.algebra.ValueType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Writes what {@code WITH} says. All of it comes before the whole query, in the order in which it is needed. */
final class NamedRelations {
    /** What the engine calls its own helpers. */
    private static final String INTERNAL = "__";
    /** As long as what is put behind a name that is taken. */
    private static final String LONGEST_NUMBER = "_000";

    private record Named(
            String name, List<String> columns, @Nullable Relation definition) {}

    private final RelationWriter relations;
    private final Dialect dialect;
    private final Aliases aliases;
    private final List<Refusal> refusals;
    private final Map<Integer, Named> known = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<String> written = new ArrayList<>();
    private boolean recursive;

    NamedRelations(RelationWriter relations, Dialect dialect, Aliases aliases, List<Refusal> refusals) {
        this.relations = relations;
        this.dialect = dialect;
        this.aliases = aliases;
        this.refusals = refusals;
    }

    String before(String sql) {
        if (written.isEmpty()) {
            return sql;
        }
        return (recursive ? "WITH RECURSIVE " : "WITH ") + String.join(",\n", written) + "\n" + sql;
    }

    Optional<Relation> definition(int id) {
        return Optional.ofNullable(known.get(id)).map(Named::definition);
    }

    Block write(Relation relation) {
        if (relation instanceof With with) {
            define(with);
            return relations.write(with.body());
        }
        if (relation instanceof Use use) {
            Named named = known.get(use.id());
            if (named == null) {
                throw new IllegalStateException("used before it is defined: " + use);
            }
            return relations.table(named.name(), named.columns(), use.types());
        }
        throw new IllegalStateException("a recursive query without a name: " + relation);
    }

    private void define(With with) {
        String name = free(with.name());
        if (with.definition() instanceof Recursive step) {
            recursive = true;
            known.put(with.id(), repeat(name, step));
            return;
        }
        Block block = relations.write(with.definition());
        List<String> columns = aliases.distinct(block.names, block.columns.size());
        known.put(with.id(), new Named(name, columns, with.definition()));
        add(name, columns, relations.query(block, columns));
    }

    private String free(String wanted) {
        String base = wanted.startsWith(INTERNAL) || !aliases.fits(wanted + LONGEST_NUMBER) ? "rows" : wanted;
        String name = base;
        for (int number = 2; !taken.add(name); number++) {
            name = base + "_" + number;
        }
        return name;
    }

    private void add(String name, List<String> columns, String sql) {
        String header = columns.stream().map(dialect::quoted).collect(Collectors.joining(", ", " (", ")"));
        written.add(dialect.quoted(name) + header + " AS (\n" + sql + "\n)");
    }

    private Named repeat(String name, Recursive recursion) {
        int uses = uses(recursion.step(), recursion.id());
        if (uses != 1) {
            refusals.add(new Refusal(
                    -1,
                    "recursive query",
                    dialect.name() + " takes the rows of the step before once, in a FROM, and neither grouped nor on"
                            + " the side of an outer join that may be missing."));
            throw new RelationWriter.Refused();
        }
        List<String> columns = aliases.distinct(List.of(), recursion.types().size());
        Block anchor = relations.write(recursion.anchor());
        Named named = new Named(name, columns, null);
        known.put(recursion.id(), named);
        Block step = relations.write(recursion.step());
        String all = recursion.all() ? "\nUNION ALL\n" : "\nUNION\n";
        add(
                name,
                columns,
                "(" + typed(anchor, columns, recursion.types()) + ")" + all + "("
                        + typed(step, columns, recursion.types()) + ")");
        return named;
    }

    /** All parts of a recursion must have the very same types. */
    private String typed(Block from, List<String> names, List<ValueType> types) {
        Block block = from.body == null && from.distinct.isEmpty() ? from : relations.wrap(from);
        block.columns = IntStream.range(0, types.size())
                .mapToObj(i -> new Piece(
                        "CAST(" + block.columns.get(i).sql() + " AS " + dialect.type(types.get(i)) + ")",
                        types.get(i),
                        block.columns.get(i).trait()))
                .collect(Collectors.toList());
        return relations.query(block, names);
    }

    /** How often a step uses its rows where that is allowed; many if it does so elsewhere too. */
    private static int uses(Relation relation, int id) {
        if (relation instanceof Use use) {
            return use.id() == id ? 1 : 0;
        }
        if (relation instanceof Project project) {
            return uses(project.from(), id);
        }
        if (relation instanceof Filter filter) {
            return uses(filter.from(), id);
        }
        if (relation instanceof Join join
                && Set.of(JoinKind.INNER, JoinKind.LEFT).contains(join.kind())) {
            int right = uses(join.right(), id);
            return uses(join.left(), id) + (join.kind() == JoinKind.LEFT ? 2 * right : right);
        }
        return mentions(relation, id) ? 2 : 0;
    }

    private static boolean mentions(Relation relation, int id) {
        return Collections.frequency(Inputs.used(relation), id) > 0 || relation instanceof With;
    }
}
