package dev.levada.connector.postgresql;

import dev.levada.api.Checkpoint;
import dev.levada.api.Extent;
import dev.levada.api.Finding;
import dev.levada.api.Form;
import dev.levada.api.Hashing;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.cursor.Cursor;
import dev.levada.api.cursor.CursorWindow;
import dev.levada.api.sql.Retry;
import dev.levada.api.table.OfferNames;
import dev.levada.api.table.Selection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A database. Every read is of all rows, or of those within a cursor's window; a large table is read in parts, by ranges of its
 * pages.
 */
final class PostgresqlSource implements Source {
    private static final Checkpoint NOTHING_TO_REMEMBER = new Checkpoint("");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Server server;
    private final Sessions sessions;
    private final Retry retry;
    private final long bytes;
    private final Moments moments;

    /** @param bytes how much of a table makes a part, at least */
    PostgresqlSource(Server server, Retry retry, long bytes) {
        this.server = server;
        this.sessions = new Sessions(server, server.address().maxConnections(), PATIENCE);
        this.retry = retry;
        this.bytes = bytes;
        this.moments = new Moments(sessions);
    }

    Server server() {
        return server;
    }

    @Override
    public Extent plan(Read read) {
        Selection selection = Selection.of(server.name(), read.settings());
        Optional<Cursor> cursor = Cursor.of(server.name(), read.settings());
        if (cursor.isPresent() && isHashed(read)) {
            throw Selection.wrong(
                    server.name(), "`cursor` and `changes` are two ways to find what is new. Choose one.");
        }
        return cursor.isPresent()
                ? window(read, selection, cursor.get())
                : extent(selection, (target, catalog) -> isHashed(read) ? new Hashed(target, catalog).all() : target);
    }

    private Extent window(Read read, Selection selection, Cursor cursor) {
        return asked("cannot read " + selection.what(), catalog -> {
            Target target = Target.of(selection, catalog);
            CursorQuery table = new CursorQuery(catalog.connection(), target, cursor);
            CursorWindow window = CursorWindow.next(table.cursor(), read, table);
            Parting parting = new Parting(catalog.connection(), target, bytes);
            Form form = form(target, selection, window.nothingNew() ? List.of() : parting.within(window));
            return new Extent(
                    form,
                    window.checkpoint(),
                    null,
                    0,
                    window.nothingNew(),
                    window.notices(),
                    Optional.of(window.words()));
        });
    }

    @Override
    public Optional<Hashing> hashing(Read read, List<String> key) {
        if (!isHashed(read)) {
            return Optional.empty();
        }
        if (key.isEmpty()) {
            throw Selection.wrong(
                    server.name(),
                    "`changes: hash` finds rows by their key. Give the asset a mode that has one, such as"
                            + " `write: {mode: upsert, key: id}`, or leave it out.");
        }
        Selection selection = Selection.of(server.name(), read.settings());
        return Optional.of(new Hashing() {
            @Override
            public Extent keys() {
                Extent keys = extent(selection, (target, catalog) -> new Hashed(target, catalog).keys(key));
                demandSpelled((Form.Rows) keys.form());
                return keys;
            }

            @Override
            public Extent rows(List<List<String>> keys) {
                return extent(selection, (target, catalog) -> new Hashed(target, catalog).rows(key, keys));
            }
        });
    }

    /** Keys are told in words, which there are none for that the server and the engine agree on for bytes. */
    private void demandSpelled(Form.Rows keys) {
        keys.columns().stream()
                .filter(column -> column.type() == Type.Primitive.BLOB)
                .findFirst()
                .ifPresent(column -> {
                    throw Selection.wrong(
                            server.name(),
                            "`changes: hash` cannot find rows by column '" + column.name()
                                    + "', which holds bytes. Leave it out, or take the column as text by a `query`.");
                });
    }

    private static boolean isHashed(Read read) {
        return read.settings().has(PostgresqlConnector.CHANGES);
    }

    /** What of a target is read. */
    @FunctionalInterface
    private interface Choice {
        Target of(Target target, Catalog catalog) throws SQLException;
    }

    private Extent extent(Selection selection, Choice choice) {
        return asked("cannot read " + selection.what(), catalog -> {
            Target target = choice.of(Target.of(selection, catalog), catalog);
            Form form = form(target, selection, new Parting(catalog.connection(), target, bytes).all());
            return new Extent(form, NOTHING_TO_REMEMBER, null, 0, false, List.of());
        });
    }

    private Form form(Target target, Selection selection, List<Part> parts) {
        String source = server.name() + selection.suffix();
        return new Form.Rows(
                target.columns(),
                parts.stream().map(part -> new Split(source, part.token(), 0)).toList());
    }

    @Override
    public Reader open(Split split) {
        return new CopyReader(new Reading(sessions, moments, retry, split), split.source());
    }

    @Override
    public int atOnce() {
        return server.address().maxConnections();
    }

    @Override
    public void forgo(List<Split> splits) {
        splits.forEach(split -> moments.forgo(Part.of(split.token())));
    }

    @Override
    public List<Offer> discover() {
        List<Offer> offers = new ArrayList<>();
        OfferNames names = new OfferNames();
        for (Relation relation : asked("cannot list the tables", Catalog::relations)) {
            if (relation.isReadable() && !relation.isPart()) {
                offers.add(offer(relation, names));
            }
        }
        return offers;
    }

    private Offer offer(Relation relation, OfferNames names) {
        boolean usual = relation.schema().equals(server.address().schema());
        String title = relation.qualified() + relation.kind().remark();
        String name = names.forTable(usual ? relation.name() : relation.qualified());
        return new Offer(name, title, Map.of("table", relation.qualified()));
    }

    @Override
    public List<Finding> examine(List<Settings> extracts, Clock clock) {
        return asked(
                "cannot be examined", catalog -> new Checkup(server, catalog.connection(), clock).findings(extracts));
    }

    /** A question to the catalog. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Catalog catalog) throws SQLException;
    }

    private <T> T asked(String what, Question<T> question) {
        try {
            return retry.call(() -> {
                try (Sessions.Session session = sessions.take()) {
                    T answer = question.ask(new Catalog(server, session.connection()));
                    session.done();
                    return answer;
                }
            });
        } catch (SQLException e) {
            throw server.failure(what, e);
        }
    }

    @Override
    public void close() {
        sessions.close(); // first, for whoever waits for a session may keep a moment from ending
        moments.close();
    }
}
