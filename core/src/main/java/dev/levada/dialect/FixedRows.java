package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Relation.NoRows;
import dev.levada.algebra.Relation.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** Writes rows that come from no table. */
final class FixedRows {
    private final ExpressionWriter expressions;
    private final Dialect dialect;
    private final Aliases aliases;

    FixedRows(ExpressionWriter expressions, Dialect dialect, Aliases aliases) {
        this.expressions = expressions;
        this.dialect = dialect;
        this.aliases = aliases;
    }

    Block values(Values values) {
        String alias = aliases.next();
        int width = values.rows().get(0).size();
        List<String> names = aliases.distinct(List.of(), width);
        List<String> rows = new ArrayList<>();
        for (List<Expression> row : values.rows()) {
            rows.add(expressions.pieces(row, List.of()).stream()
                    .map(Piece::sql)
                    .collect(Collectors.joining(", ", "(", ")")));
        }
        List<Piece> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(Piece.column(
                    dialect, alias, names.get(i), values.rows().get(0).get(i).type()));
        }
        String header = names.stream().map(dialect::quoted).collect(Collectors.joining(", ", " (", ")"));
        return Block.of("(VALUES " + String.join(", ", rows) + ") AS " + alias + header, columns, names);
    }

    /** To be wrapped. */
    Block noRows(NoRows none) {
        Block block = new Block();
        block.columns = expressions.pieces(
                none.types().stream()
                        .map(type -> new Expression.Constant(null, type, -1))
                        .toList(),
                List.of());
        block.names = Collections.nCopies(none.types().size(), "");
        block.where.add("FALSE");
        return block;
    }
}
