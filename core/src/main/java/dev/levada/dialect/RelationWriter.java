package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Order;
import dev.levada.algebra.Refusal;
import dev.levada.algebra.Relation;
import dev.levada.algebra.Relation.Distinct;
import dev.levada.algebra.Relation.Filter;
import dev.levada.algebra.Relation.Group;
import dev.levada.algebra.Relation.Join;
import dev.levada.algebra.Relation.Limit;
import dev.levada.algebra.Relation.NoRows;
import dev.levada.algebra.Relation.OneRow;
import dev.levada.algebra.Relation.Project;
import dev.levada.algebra.Relation.Recursive;
import dev.levada.algebra.Relation.SetOperation;
import dev.levada.algebra.Relation.Sort;
import dev.levada.algebra.Relation.Strange;
import dev.levada.algebra.Relation.Table;
import dev.levada.algebra.Relation.Use;
import dev.levada.algebra.Relation.Values;
import dev.levada.algebra.Relation.Window;
import dev.levada.algebra.Relation.With;
import dev.levada.algebra.ValueType;
import dev.levada.algebra.ValueType.Kind;
import dev.levada.dialect.Piece.Trait;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes relations as blocks, each into the block below it as far as its meaning allows. */
final class RelationWriter {
    private final Dialect dialect;
    private final Map<AssetName, Residence> inputs;
    private final List<Refusal> refusals;
    private final ExpressionWriter expressions;
    private final Aliases aliases;
    private final FixedRows fixed;
    private final GroupWriter groups;
    private final JoinWriter joins;
    private final NamedRelations named;

    RelationWriter(Dialect dialect, Map<AssetName, Residence> inputs, List<Refusal> refusals) {
        this.dialect = dialect;
        this.inputs = inputs;
        this.refusals = refusals;
        this.expressions = new ExpressionWriter(dialect, refusals);
        this.aliases = new Aliases(dialect);
        this.named = new NamedRelations(this, dialect, aliases, refusals);
        this.fixed = new FixedRows(expressions, dialect, aliases);
        this.groups = new GroupWriter(this, expressions, dialect);
        this.joins = new JoinWriter(this, expressions, dialect, aliases, new Keys(named), refusals);
    }

    /** Puts what was given a name before a query. */
    String withNamed(String sql) {
        return named.before(sql);
    }

    Block write(Relation relation) {
        if (relation instanceof Table table) {
            return table(table);
        }
        if (relation instanceof Project project) {
            return project(write(project.from()), project);
        }
        if (relation instanceof Filter filter) {
            return filter(write(filter.from()), filter);
        }
        if (relation instanceof Group group) {
            return groups.write(group);
        }
        if (relation instanceof Window window) {
            return window(window);
        }
        if (relation instanceof Join join) {
            return joins.write(join);
        }
        if (relation instanceof With || relation instanceof Use || relation instanceof Recursive) {
            return named.write(relation);
        }
        return rows(relation);
    }

    private Block rows(Relation relation) {
        if (relation instanceof SetOperation operation) {
            return setOperation(operation);
        }
        if (relation instanceof Distinct distinct) {
            return distinct(distinct);
        }
        if (relation instanceof Sort sort) {
            return sorted(uncut(write(sort.from())), sort.orders());
        }
        if (relation instanceof Limit limit) {
            return limited(uncutOrDistinct(write(limit.from())), limit);
        }
        if (relation instanceof Values values) {
            return fixed.values(values);
        }
        if (relation instanceof NoRows none) {
            return wrap(fixed.noRows(none));
        }
        if (relation instanceof Strange strange) {
            refusals.add(new Refusal(strange.place(), strange.what(), strange.why()));
            throw new Refused();
        }
        if (relation instanceof OneRow) {
            return new Block();
        }
        throw new IllegalStateException("not written: " + relation);
    }

    private Block table(Table table) {
        Residence residence = inputs.get(table.name());
        if (residence == null) {
            refusals.add(
                    new Refusal(-1, table.name().toString(), "The table does not live in " + dialect.name() + "."));
            throw new Refused();
        }
        String alias = aliases.next();
        List<Piece> columns = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            String name = table.columns().get(i);
            ValueType type = table.types().get(i);
            boolean absent = name.isEmpty() || type.is(Kind.LIST, Kind.OTHER);
            columns.add(absent ? Piece.nothing(type) : Piece.column(dialect, alias, name, type));
        }
        return Block.of(residence.from(dialect) + " AS " + alias, columns, table.columns());
    }

    /** A block that selects from this one as from a table. */
    Block wrap(Block block) {
        String alias = aliases.next();
        List<String> names = aliases.distinct(block.names, block.columns.size());
        List<Piece> columns = IntStream.range(0, names.size())
                .mapToObj(i -> wrapped(block.columns.get(i), alias, names.get(i)))
                .collect(Collectors.toList());
        return Block.of("(" + block.sql(selected(block, names)) + ") AS " + alias, columns, names);
    }

    private Piece wrapped(Piece piece, String alias, String name) {
        return piece.isNothing() ? piece : Piece.column(dialect, alias, name, piece.type());
    }

    /** What a select of all columns of a block returns. */
    String selected(Block block, List<String> names) {
        if (names.isEmpty()) {
            return "1 AS " + dialect.quoted("one");
        }
        return IntStream.range(0, names.size())
                .mapToObj(i -> selected(block.columns.get(i)) + " AS " + dialect.quoted(names.get(i)))
                .collect(Collectors.joining(", "));
    }

    private static String selected(Piece piece) {
        return piece.isNothing() ? "NULL" : piece.sql();
    }

    /** The whole of a block as a query, with the names that its columns then have. */
    String query(Block block, List<String> names) {
        return block.sql(selected(block, names));
    }

    private Block project(Block from, Project project) {
        Block block = from.body == null && from.distinct.isEmpty() && !grows(project, from) ? from : wrap(from);
        block.columns = expressions.pieces(project.columns(), block.columns);
        block.names = project.names();
        return block;
    }

    /** Whether a long value would be written several times. */
    private static boolean grows(Project project, Block block) {
        List<Integer> used = new ArrayList<>();
        project.columns().forEach(column -> used.addAll(References.of(column)));
        return used.stream()
                .anyMatch(index -> !block.columns.get(index).isShort() && Collections.frequency(used, index) > 1);
    }

    private Block filter(Block from, Filter filter) {
        Block block = from.isUncut() && !from.windowed ? from : wrap(from);
        List<String> kept = block.grouped ? block.having : block.where;
        for (Expression condition : filter.conditions()) {
            kept.add(expressions.sql(condition, block.columns));
        }
        filter.columns().ifPresent(columns -> keep(block, columns));
        return block;
    }

    /** Takes only some columns of a block. */
    static void keep(Block block, List<Integer> columns) {
        List<Piece> pieces = block.columns;
        List<String> names = block.names;
        block.columns = columns.stream().map(pieces::get).collect(Collectors.toList());
        block.names = columns.stream().map(names::get).toList();
    }

    private Block window(Window window) {
        Block from = write(window.from());
        Block block = from.isUncut() && !from.windowed ? from : wrap(from);
        block.add(expressions.pieces(window.windows(), block.columns));
        block.windowed = true;
        return block;
    }

    private Block setOperation(SetOperation operation) {
        List<Block> blocks = operation.inputs().stream().map(this::write).toList();
        Block first = blocks.get(0);
        List<String> names = aliases.distinct(first.names, first.columns.size());
        Block block = Block.of("", first.columns, names);
        String between = "\n" + operation.kind() + (operation.all() ? " ALL" : "") + "\n";
        block.body =
                blocks.stream().map(input -> "(" + query(input, names) + ")").collect(Collectors.joining(between));
        return block;
    }

    private Block distinct(Distinct distinct) {
        Block from = uncut(write(distinct.from()));
        if (distinct.on().isEmpty()) {
            Block block = from.order.isEmpty() ? from : wrap(from);
            block.distinct = "DISTINCT ";
            return block;
        }
        if (distinct.orders().isEmpty()) {
            refusals.add(new Refusal(
                    distinct.on().get().get(0).place(),
                    "distinct on without order by",
                    "Which row is taken is not said; add an ORDER BY that says it."));
        }
        Block block = from.has(Trait.CONSTANT) ? wrap(from) : from;
        List<String> on = expressions.pieces(distinct.on().get(), block.columns).stream()
                .map(Piece::sql)
                .toList();
        block.distinct = "DISTINCT ON (" + String.join(", ", on) + ") ";
        List<String> order = new ArrayList<>(on);
        order.addAll(expressions.orders(distinct.orders(), block.columns));
        block.order = order;
        return block;
    }

    private Block sorted(Block block, List<Order> orders) {
        block.order = expressions.orders(orders, block.columns);
        return block;
    }

    private static Block limited(Block block, Limit limit) {
        block.limit = limit.count();
        block.offset = limit.offset();
        return block;
    }

    private Block uncut(Block block) {
        return block.isUncut() ? block : wrap(block);
    }

    private Block uncutOrDistinct(Block block) {
        return block.body == null && block.limit.isEmpty() && block.offset.isEmpty() ? block : wrap(block);
    }

    /** A block that selects from what a name was given to. */
    Block table(String name, List<String> names, List<ValueType> types) {
        String alias = aliases.next();
        List<Piece> columns = IntStream.range(0, names.size())
                .mapToObj(i -> Piece.column(dialect, alias, names.get(i), types.get(i)))
                .collect(Collectors.toList());
        return Block.of(dialect.quoted(name) + " AS " + alias, columns, names);
    }

    /** Ends the writing of a relation of which nothing more can be said; what is refused is known by then. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super(null, null, false, false);
        }
    }
}
