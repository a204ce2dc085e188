package dev.levada.connector.postgresql;

import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Split;
import dev.levada.api.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Begins copies of one part, each in a session of its own, and all as of the same moment. */
final class Reading implements CopyReader.Attempts {
    private final Server server;
    private final Moments moments;
    private final Retry retry;
    private final Split split;
    private final Part part;
    private final Types.Typing typing;
    private Moments.@Nullable Moment moment;

    /** Of what an extract reads. */
    Reading(Server server, Moments moments, Retry retry, Split split) {
        this(server, moments, retry, split, Types::fields);
    }

    /** @param typing how columns are delivered */
    Reading(Server server, Moments moments, Retry retry, Split split, Types.Typing typing) {
        this.server = server;
        this.moments = moments;
        this.retry = retry;
        this.split = split;
        this.part = Part.of(split.token());
        this.typing = typing;
    }

    @Override
    public Copying begin() throws SQLException {
        if (part.count() > 1 && moment == null) {
            moment = moments.enter(part);
        }
        Connection connection = server.open();
        try {
            if (moment != null) {
                moment.show(connection);
            } else if (moments.areDemanding()) {
                moments.enter(connection, part);
            }
            return copying(connection);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private Copying copying(Connection connection) throws SQLException {
        List<Field> fields = new Catalog(server, connection).fields(part.select(), typing);
        List<Column> columns = fields.stream().map(Field::column).toList();
        if (!Columns.fingerprint(columns).equals(part.fingerprint())) {
            throw Columns.changed(split.source());
        }
        String expressions = fields.stream().map(Field::expression).collect(Collectors.joining(", "));
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(part.copy(expressions));
        return new Copying(connection, copy, fields);
    }

    @Override
    public Retry retry() {
        return retry;
    }

    @Override
    public LevadaException failure(SQLException cause, boolean taken) {
        String rest = taken ? " to its end, and cannot go on in the middle" : "";
        return server.failure("cannot read " + split.source() + rest, cause);
    }

    @Override
    public void close() {
        Moments.Moment entered = moment;
        moment = null;
        if (entered != null) {
            moments.leave(part, entered);
        }
    }
}
