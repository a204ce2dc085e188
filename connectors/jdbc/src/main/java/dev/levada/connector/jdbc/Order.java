package dev.levada.connector.jdbc;

import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How the values of a column are compared, read as text, and handed back to the database. */
public interface Order {

    /** What to select so that {@link #value} can read it. @param value in SQL, such as the column or its maximum */
    default String shown(String value) {
        return value;
    }

    /** What stands for a value in SQL; it has one parameter. */
    default String parameter() {
        return "?";
    }

    /** A value; empty for null. @param column counted from 1 */
    Optional<CursorValue> value(ResultSet from, int column) throws SQLException;

    /** A value of a cursor as the project spells it. @param type the type of the column's values; empty if it has none */
    CursorValue typed(Cursor cursor, String written, Optional<String> type);

    /** @throws dev.levada.api.LevadaException if the values of a cursor have no order in which rows could arrive */
    default void demandOrder(Cursor cursor, CursorValue least, CursorValue greatest) {}
}
