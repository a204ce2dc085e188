package dev.levada.connector.postgresql;

import dev.levada.api.Batch;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Split;
import dev.levada.api.cursor.Sieve;
import dev.levada.api.sql.Retry;
import dev.levada.api.table.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** Begins copies of one part, each in a session of its own, and all as of the same moment. */
final class Reading implements CopyReader.Attempts {
    private final Sessions sessions;
    private final Moments moments;
    private final Retry retry;
    private final Split split;
    private final Part part;
    private final Types.Typing typing;
    private final Moments.Demand first;
    private @Nullable Moment moment;

    /** Of what an extract reads. */
    Reading(Sessions sessions, Moments moments, Retry retry, Split split) {
        this(sessions, moments, retry, split, Types::fields);
    }

    /** @param typing how columns are delivered */
    Reading(Sessions sessions, Moments moments, Retry retry, Split split, Types.Typing typing) {
        this(sessions, moments, retry, split, typing, session -> {});
    }

    /** Of one part that sees a moment of its own. @param first what must hold then; told before anything else is done */
    Reading(Sessions sessions, Retry retry, Split split, Types.Typing typing, Moments.Demand first) {
        this(sessions, new Moments(sessions), retry, split, typing, first);
    }

    private Reading(
            Sessions sessions, Moments moments, Retry retry, Split split, Types.Typing typing, Moments.Demand first) {
        this.typing = typing;
        this.first = first;
        this.sessions = sessions;
        this.moments = moments;
        this.retry = retry;
        this.split = split;
        this.part = Part.of(split.token());
        this.moment = part.count() > 1 || moments.areDemanding() ? moments.enter(part) : null;
    }

    @Override
    public Copying begin(Batch batch) throws SQLException {
        Moment shown = moment;
        if (shown != null) {
            shown.begin();
        }
        Sessions.Session session = sessions.take(shown);
        try {
            if (shown != null) {
                shown.show(session);
            }
            first.at(session.connection());
            return copying(session, batch);
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private Copying copying(Sessions.Session session, Batch batch) throws SQLException {
        Connection connection = session.connection();
        List<Field> all =
                new Catalog(sessions.server(), connection).fields(part.query().select(), typing);
        List<Column> columns = all.stream().map(Field::column).toList();
        if (!Columns.fingerprint(columns).equals(part.query().fingerprint())) {
            throw Columns.changed(split.source());
        }
        int[] places = IntStream.range(0, all.size()).filter(batch::wants).toArray();
        List<Field> fields = IntStream.of(places).mapToObj(all::get).toList();
        String statement =
                part.copy(fields.stream().map(part.query()::expression).toList());
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(statement);
        @Nullable
        Sieve sieve = part.sifting().map(rows -> new Sieve(rows.sifting())).orElse(null);
        return new Copying(session, copy, fields, places, sieve);
    }

    @Override
    public Retry retry() {
        return retry;
    }

    @Override
    public void moved() {
        sessions.moved();
    }

    @Override
    public LevadaException failure(SQLException cause, boolean taken) {
        String rest = taken ? " to its end, and cannot go on in the middle" : "";
        return sessions.server().failure("cannot read " + split.source() + rest, cause);
    }

    @Override
    public void close() {
        Moment entered = moment;
        moment = null;
        if (entered != null) {
            moments.leave(part, entered);
        }
    }
}
