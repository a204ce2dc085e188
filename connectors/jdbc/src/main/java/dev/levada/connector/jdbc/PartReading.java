package dev.levada.connector.jdbc;

import dev.levada.api.Split;
import dev.levada.api.cursor.CursorValue;
import dev.levada.api.sql.Moments;
import dev.levada.api.table.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs the statement of one part, as often as it takes, each time as of the same moment. */
final class PartReading implements Reading {
    private final Dialect dialect;
    private final Sessions sessions;
    private final Moments<Splitting.View> moments;
    private final Split split;
    private final Part part;
    private Moments.@Nullable Visit<Splitting.View> visit;

    PartReading(Dialect dialect, Sessions sessions, Moments<Splitting.View> moments, Split split) {
        this.dialect = dialect;
        this.sessions = sessions;
        this.moments = moments;
        this.split = split;
        this.part = Part.of(split.token());
    }

    @Override
    public Running begin() throws SQLException {
        Splitting.@Nullable View moment = moment();
        Session session = moment == null ? sessions.take() : moment.session();
        try {
            return running(session, part.sql().replace(Part.MOMENT, moment == null ? "" : moment.suffix()));
        } catch (SQLException | RuntimeException e) {
            session.abandon();
            throw e;
        }
    }

    private Splitting.@Nullable View moment() throws SQLException {
        if (part.count() == 1) {
            return null;
        }
        if (visit == null) {
            Splitting splitting = dialect.splitting().orElseThrow();
            visit = moments.enter(
                    part.extent(),
                    part.index(),
                    part.count(),
                    () -> splitting.begin(sessions, part.table(), part.count()));
        }
        return visit.moment();
    }

    private Running running(Session session, String sql) throws SQLException {
        Connection connection = session.connection();
        List<Field> fields = fields(connection);
        PreparedStatement statement = connection.prepareStatement(sql);
        dialect.prepare(statement);
        List<CursorValue> values = part.values();
        for (int i = 0; i < values.size(); i++) {
            dialect.bind(statement, i + 1, values.get(i));
        }
        List<String> names = fields.stream().map(Field::name).toList();
        RowFilter filter = part.sifting()
                .map(sifting -> RowFilter.of(sifting, names, dialect, split.source()))
                .orElse(RowFilter.NONE);
        return new Running(session, statement.executeQuery(), fields, filter);
    }

    /** The columns as they are now, which should be those that were planned. */
    private List<Field> fields(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(part.base())) {
            List<Field> fields = dialect.fields(statement);
            if (!Columns.fingerprint(fields.stream().map(Field::column).toList())
                    .equals(part.fingerprint())) {
                throw Columns.changed(split.source());
            }
            return fields;
        }
    }

    @Override
    public void finish() {
        if (visit != null) {
            visit.finish();
        }
    }

    @Override
    public void close() {
        if (visit != null) {
            visit.close();
        }
    }
}
