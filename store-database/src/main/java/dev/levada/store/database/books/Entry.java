package dev.levada.store.database.books;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What is written down about a table as a whole.
 *
 * @param project whose it is
 * @param head the newest commit
 * @param storage where its rows lay after that commit
 * @param lastColumn the greatest id that a column ever had
 */
public record Entry(long id, String project, Optional<Long> head, Optional<Long> storage, int lastColumn) {
    static final String COLUMNS = "t.id, t.project, t.head, t.storage, t.last_column";

    static Entry of(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong(1),
                row.getString(2),
                Optional.ofNullable(row.getObject(3, Long.class)),
                Optional.ofNullable(row.getObject(4, Long.class)),
                row.getInt(5));
    }
}
