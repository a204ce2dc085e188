package dev.levada.connector.jdbc;

import dev.levada.api.Column;
import dev.levada.api.Type;
import java.util.Optional;

/**
 * A column of a result, and how its values travel.
 *
 * @param column its name, and the type that its declaration stands for
 * @param delivered the type in which its values are delivered; a wider one where values are found that do not fit
 * @param expression what to select, in SQL
 * @param cell how a value of that is copied
 * @param order how its values are compared; empty if they have no order in which rows could arrive
 */
public record Field(Column column, Type delivered, String expression, Cell cell, Optional<Order> order) {

    public String name() {
        return column.name();
    }

    Column deliveredColumn() {
        return new Column(column.name(), delivered);
    }
}
