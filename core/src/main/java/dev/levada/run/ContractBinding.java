package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Names;
import dev.levada.contract.Check;
import dev.levada.contract.PartitionField;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.Session;
import dev.levada.engine.SqlException;
import dev.levada.plan.Columns;
import dev.levada.plan.PartitionTypes;
import dev.levada.plan.WriteFit;
import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.problem.SqlPlace;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks that everything an asset's contract and write mode name is there, and of a type that fits. */
final class ContractBinding {
    private final Asset asset;
    /** What a rule sees of a row. */
    private final List<Column> row;

    private final List<Column> own;
    private final List<Column> table;
    private final Map<AssetName, List<Column>> known;
    private final Session session;
    private final List<Problem> problems;
    private final Position head;

    /** @param own the columns that the asset's source or query gives */
    ContractBinding(
            Asset asset,
            List<Column> own,
            Map<AssetName, List<Column>> known,
            Session session,
            List<Problem> problems) {
        this.asset = asset;
        this.own = own;
        this.row = Columns.audited(asset, own);
        this.table = Columns.stored(asset, own);
        this.known = known;
        this.session = session;
        this.problems = problems;
        this.head = new Position(asset.file(), 1, 1);
    }

    void bind() {
        asset.contract().rules().forEach(this::bind);
        new Literals(asset, table, session, problems).bind();
        bindWrite();
        asset.contract().checks().forEach(this::bind);
    }

    private void bind(Rule rule) {
        if (rule.test() instanceof Test.Expression expression) {
            try {
                session.bindCondition(row, expression.sql());
            } catch (SqlException e) {
                problem(rule.position(), "sql.invalid", "rule " + rule.code() + ": " + e.getMessage());
            }
        } else if (rule.test() instanceof Test.References references) {
            target(rule.position(), references.asset(), references.target());
            if (references.asset().equalsIgnoreCase(asset.name().toString())) {
                problem(
                        rule.position(),
                        "contract.self-reference",
                        "a row rule cannot look values up in the table that is being made. Write it as a check:"
                                + " `checks: [{references: …}]`.");
            }
        }
    }

    private void bindWrite() {
        for (PartitionField field : asset.write().partition()) {
            column(head, "write.partition", field.column())
                    .filter(column -> !PartitionTypes.fits(field.transform(), column.type()))
                    .ifPresent(column -> problem(
                            head,
                            "contract.partition-type",
                            "write.partition: " + field.name() + " cannot be computed from column '" + column.name()
                                    + "', which is " + column.type().sql() + "; it takes "
                                    + PartitionTypes.words(field.transform()) + "."));
        }
        problems.addAll(WriteFit.problems(asset, own));
        asset.write().deletes().when().ifPresent(this::bindDeletes);
        asset.time().ifPresent(time -> moment(head, "time.column", time.column()));
    }

    private void bindDeletes(String condition) {
        try {
            session.bindCondition(own, condition);
        } catch (SqlException e) {
            problem(head, "sql.invalid", "write.delete_when: " + e.getMessage());
        }
    }

    private void bind(Check check) {
        String where = "check '" + check.name() + "'";
        Position at = check.position();
        if (check.demand() instanceof Check.Unique unique) {
            unique.columns().forEach(name -> column(at, where, name));
        } else if (check.demand() instanceof Check.Freshness freshness) {
            moment(at, where, freshness.column());
        } else if (check.demand() instanceof Check.References references) {
            column(at, where, references.column());
            target(at, references.asset(), references.target());
        } else if (check.demand() instanceof Check.Sql sql) {
            bindSql(where, sql);
        }
    }

    private void bindSql(String where, Check.Sql sql) {
        try {
            session.describe(sql.sql());
        } catch (SqlException e) {
            Position place = SqlPlace.inBlock(sql.sqlPosition(), sql.sql(), e.offset());
            problem(place, "sql.invalid", where + ": " + e.getMessage());
        }
    }

    private void moment(Position at, String where, String name) {
        column(at, where, name)
                .filter(column -> !PartitionTypes.isMoment(column.type()))
                .ifPresent(column -> problem(
                        at,
                        "contract.time-type",
                        where + ": column '" + column.name() + "' is "
                                + column.type().sql() + "; a date, timestamp or timestamptz is needed."));
    }

    private Optional<Column> column(Position at, String where, String name) {
        Optional<Column> column = find(table, name);
        if (column.isEmpty()) {
            problem(
                    at,
                    "contract.unknown-column",
                    where + " names column '" + name + "', which the table does not" + " have. " + hint(name, table));
        }
        return column;
    }

    private void target(Position at, String other, String target) {
        List<Column> there = known.get(AssetName.parse(other));
        if (there != null && find(there, target).isEmpty()) {
            problem(at, "contract.unknown-column", other + " has no column '" + target + "'. " + hint(target, there));
        }
    }

    private static String hint(String name, List<Column> columns) {
        return Names.hint(name, columns.stream().map(Column::name).toList());
    }

    private void problem(Position at, String code, String message) {
        problems.add(new Problem(at, code, asset.name() + ": " + message));
    }

    private static Optional<Column> find(List<Column> columns, String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
