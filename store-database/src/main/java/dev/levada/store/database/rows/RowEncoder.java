package dev.levada.store.database.rows;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.store.RowBatch;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import java.io.Serial;
import java.sql.SQLException;
import java.util.List;

/** Sends rows of an engine to a table, or those of them that come this way. */
public final class RowEncoder implements RowSink {
    private final String title;
    private final List<Column> columns;
    private final RowTarget target;
    private final Course course;

    private RowEncoder(String title, List<Column> columns, RowTarget target, Course course) {
        this.title = title;
        this.columns = columns;
        this.target = target;
        this.course = course;
    }

    /**
     * Sends all rows, and returns how many arrived.
     *
     * @param title the table as users know it
     * @param targets each row goes to one of them
     */
    public static long send(String title, RowStream rows, List<? extends RowTarget> targets, Course course)
            throws SQLException {
        try {
            rows.forEach(targets.stream()
                    .map(target -> new RowEncoder(title, rows.columns(), target, course))
                    .toList());
        } catch (Refused refused) {
            throw refused.said;
        }
        long arrived = 0;
        for (RowTarget target : targets) {
            arrived += target.end();
        }
        return arrived;
    }

    /** What the server said while rows were on their way. */
    private static final class Refused extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1;

        private final SQLException said;

        Refused(SQLException said) {
            super(said);
            this.said = said;
        }
    }

    @Override
    public void take(RowBatch rows) {
        int count = rows.rows();
        try {
            for (int row = 0; row < count; row++) {
                target.begin();
                for (int column = 0; column < columns.size(); column++) {
                    write(rows, column, row);
                }
            }
        } catch (SQLException e) {
            throw new Refused(e);
        }
        course.moved(count);
    }

    private void write(RowBatch rows, int column, int row) {
        if (rows.isNull(column, row)) {
            target.none();
            return;
        }
        try {
            target.value(rows, column, row);
        } catch (Unfit unfit) {
            throw new LevadaException(
                    "store.value",
                    Blame.DATA,
                    title + ": column '" + columns.get(column).name() + "' has " + unfit.getMessage()
                            + ". Keep such rows out with a rule on the column, or change the value where it is made.");
        }
    }
}
