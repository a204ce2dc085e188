package dev.levada.dialect;

import dev.levada.algebra.Expression;
import dev.levada.algebra.Expression.Aggregate;
import dev.levada.algebra.Expression.Branch;
import dev.levada.algebra.Expression.Call;
import dev.levada.algebra.Expression.Case;
import dev.levada.algebra.Expression.Cast;
import dev.levada.algebra.Expression.Column;
import dev.levada.algebra.Expression.Windowed;
import dev.levada.algebra.Order;
import java.util.ArrayList;
import java.util.List;

/** Which columns a value is made of, each as often as it occurs. */
final class References {
    private final List<Integer> found = new ArrayList<>();

    private References() {}

    static List<Integer> of(Expression expression) {
        References references = new References();
        references.visit(expression);
        return references.found;
    }

    private void visit(Expression expression) {
        if (expression instanceof Column column) {
            found.add(column.index());
        } else if (expression instanceof Call call) {
            call.arguments().forEach(this::visit);
        } else if (expression instanceof Cast cast) {
            visit(cast.value());
        } else if (expression instanceof Case choice) {
            for (Branch branch : choice.branches()) {
                visit(branch.when());
                visit(branch.then());
            }
            visit(choice.otherwise());
        } else if (expression instanceof Aggregate aggregate) {
            visit(aggregate);
        } else if (expression instanceof Windowed windowed) {
            visit(windowed.function());
            windowed.partitions().forEach(this::visit);
            visit(windowed.orders());
        }
    }

    private void visit(Aggregate aggregate) {
        aggregate.arguments().forEach(this::visit);
        aggregate.filter().ifPresent(this::visit);
        visit(aggregate.orders());
    }

    private void visit(List<Order> orders) {
        orders.forEach(order -> visit(order.by()));
    }
}
