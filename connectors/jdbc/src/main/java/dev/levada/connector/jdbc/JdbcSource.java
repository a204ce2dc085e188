package dev.levada.connector.jdbc;

import dev.levada.api.Checkpoint;
import dev.levada.api.Extent;
import dev.levada.api.Finding;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.sql.Moments;
import dev.levada.api.table.OfferNames;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A database. A read is of all rows, in parts where the database can show them as of one moment, or of those within a
 * cursor's window. Each call and each reader has a session of its own, so that readers do not wait for one another's rows.
 */
public final class JdbcSource implements Source {
    /** The setting of {@code extract} that names the column by whose ranges a table is read. */
    public static final String SPLIT_BY = "split_by";

    private static final Checkpoint NOTHING_TO_REMEMBER = new Checkpoint("");

    private final Dialect dialect;
    private final Pace pace;
    private final Sessions sessions;
    private final Moments<Splitting.View> moments = new Moments<>();

    public JdbcSource(Dialect dialect, Pace pace) {
        this.dialect = dialect;
        this.pace = pace;
        this.sessions = new Sessions(dialect, pace.connections());
    }

    @Override
    public Extent plan(Read read) {
        Selection selection = Selection.of(dialect.name(), read.settings());
        Optional<Cursor> cursor = Cursor.of(dialect.name(), read.settings());
        Optional<String> splitBy = read.settings().optionalText(SPLIT_BY);
        demandTable(selection, cursor, splitBy);
        @Nullable String version = dialect.version(); // taken first: what is written later shows as a change
        return asked("cannot read " + selection.what(), connection -> {
            Query query = new Selecting(dialect, connection).query(selection);
            String source = dialect.name() + selection.suffix();
            if (cursor.isPresent()) {
                return window(read, source, query, version, new CursorQuery(dialect, connection, query, cursor.get()));
            }
            Splits.Divided divided = new Splits(dialect, connection, pace.rowsOfPart()).of(query, splitBy);
            List<Split> splits = divided.parts().stream()
                    .map(part -> new Split(source, part.token(), 0))
                    .toList();
            List<String> notices = new ArrayList<>(dialect.notices(connection));
            notices.addAll(divided.notices());
            Form form = new Form.Rows(query.delivered(), query.columns(), splits);
            return new Extent(form, NOTHING_TO_REMEMBER, version, 0, false, notices);
        });
    }

    private void demandTable(Selection selection, Optional<Cursor> cursor, Optional<String> splitBy) {
        if (splitBy.isPresent() && (cursor.isPresent() || selection.table().isEmpty())) {
            throw Selection.wrong(
                    dialect.name(),
                    "`split_by` goes with a `table` that is read whole; "
                            + (cursor.isPresent() ? "what a `cursor` finds" : "a `query`") + " is read in one part.");
        }
    }

    private Extent window(Read read, String source, Query query, @Nullable String version, CursorQuery table)
            throws SQLException {
        CursorWindow window = CursorWindow.next(table.cursor(), read, table);
        WindowQuery rows = WindowQuery.of(query, window, table.order(), dialect::quoted);
        Part part = Part.whole(query, rows.sql(), rows.values(), Optional.of(rows.sifting()));
        List<Split> splits = window.nothingNew() ? List.of() : List.of(new Split(source, part.token(), 0));
        List<String> notices = new ArrayList<>(dialect.notices(table.connection()));
        notices.addAll(window.notices());
        return new Extent(
                new Form.Rows(query.delivered(), query.columns(), splits),
                window.checkpoint(),
                version,
                0,
                window.nothingNew(),
                notices,
                Optional.of(window.words()));
    }

    @Override
    public Reader open(Split split) {
        PartReading reading = new PartReading(dialect, sessions, moments, split);
        return ResultSetReader.open(dialect, pace.retry(), reading, split.source());
    }

    @Override
    public List<Offer> discover() {
        List<Offer> offers = new ArrayList<>();
        OfferNames names = new OfferNames();
        for (Relation relation : asked("cannot list the tables", dialect::relations)) {
            offers.add(offer(relation, names));
        }
        return offers;
    }

    @Override
    public List<Finding> examine(List<Settings> extracts, Clock clock) {
        return asked("cannot be examined", connection -> findings(extracts, connection));
    }

    private List<Finding> findings(List<Settings> extracts, Connection connection) throws SQLException {
        List<Finding> findings = new ArrayList<>();
        int tables = dialect.relations(connection).size();
        findings.add(Finding.good(
                "database",
                connection.getMetaData().getDatabaseProductName() + " "
                        + connection.getMetaData().getDatabaseProductVersion()
                        + " is read, and never written. Tables and views: " + tables + "."));
        for (Settings extract : extracts) {
            findings.addAll(examined(Selection.of(dialect.name(), extract), connection));
        }
        return findings.stream().distinct().toList();
    }

    private List<Finding> examined(Selection selection, Connection connection) {
        try {
            new Selecting(dialect, connection).query(selection);
            return List.of();
        } catch (LevadaException e) {
            return List.of(Finding.problem("assets", String.valueOf(e.getMessage())));
        } catch (SQLException e) {
            LevadaException failure = dialect.failure("cannot read " + selection.what(), e);
            return List.of(Finding.problem("assets", String.valueOf(failure.getMessage())));
        }
    }

    private static Offer offer(Relation relation, OfferNames names) {
        String title = relation.name() + (relation.kind() == Relation.Kind.VIEW ? " (view)" : "");
        return new Offer(names.forTable(relation.name()), title, Map.of("table", relation.name()));
    }

    /** A question to the database. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection connection) throws SQLException;
    }

    private <T> T asked(String what, Question<T> question) {
        try {
            return pace.retry().call(dialect::isPassing, () -> answer(question));
        } catch (SQLException e) {
            throw dialect.failure(what, e);
        }
    }

    private <T> T answer(Question<T> question) throws SQLException {
        Session session = sessions.take();
        try {
            T answer = question.ask(session.connection());
            session.close();
            return answer;
        } catch (SQLException | RuntimeException e) {
            session.abandon();
            throw e;
        }
    }

    @Override
    public void close() {
        moments.close();
        sessions.close();
    }
}
