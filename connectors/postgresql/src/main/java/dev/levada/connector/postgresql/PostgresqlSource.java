package dev.levada.connector.postgresql;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Hashing;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.Type;
import dev.levada.api.sql.Moments;
import dev.levada.api.sql.Retry;
import dev.levada.api.table.Columns;
import dev.levada.api.table.OfferNames;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A database. Every read is of all rows; a large table is read in parts, by ranges of its pages. Connections are opened
 * for each call and each reader.
 */
final class PostgresqlSource implements Source {
    private static final Checkpoint NOTHING_TO_REMEMBER = new Checkpoint("");
    private static final int MOST_PARTS = 256;

    private final Server server;
    private final Retry retry;
    private final long pages;
    private final Moments<Moment> moments = new Moments<>();

    /** @param pages how many pages of a table make a part, at least */
    PostgresqlSource(Server server, Retry retry, long pages) {
        this.server = server;
        this.retry = retry;
        this.pages = pages;
    }

    Server server() {
        return server;
    }

    @Override
    public Extent plan(Read read) {
        Selection selection = Selection.of(server.name(), read.settings());
        return extent(selection, chosen -> isHashed(read) ? chosen.hashed() : chosen);
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
                Extent keys = extent(selection, chosen -> chosen.keys(server.name(), key));
                demandSpelled((Form.Rows) keys.form());
                return keys;
            }

            @Override
            public Extent rows(List<List<String>> keys) {
                return extent(selection, chosen -> chosen.rows(server.name(), key, keys));
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

    private Extent extent(Selection selection, UnaryOperator<Chosen> choice) {
        Form form = asked(
                "cannot read " + selection.what(),
                catalog -> form(selection, choice.apply(chosen(selection, catalog)), catalog));
        return new Extent(form, NOTHING_TO_REMEMBER, null, 0, false, List.of());
    }

    private Chosen chosen(Selection selection, Catalog catalog) throws SQLException {
        if (selection.table().isPresent()) {
            Relation table = catalog.relation(selection.table().get());
            List<String> all = names(catalog, "select * from " + table.sql());
            List<String> names = selection.chosen(server.name(), all);
            String select = names.stream()
                    .map(Server::quoted)
                    .collect(Collectors.joining(", ", "select ", " from " + table.sql()));
            return new Chosen(table.sql(), catalog.pages(table), select, names);
        }
        String select = selection.query().orElseThrow().strip().replaceFirst("[;\\s]+$", "");
        List<String> names = names(catalog, select);
        catalog.fields("select * from " + Part.within(select)); // fails now if that is more than one select
        return new Chosen("", 0, select, names);
    }

    private List<String> names(Catalog catalog, String select) throws SQLException {
        List<Column> columns = columns(catalog.fields(select));
        Columns.requireDistinct(server.name(), columns);
        return columns.stream().map(Column::name).toList();
    }

    private Form form(Selection selection, Chosen chosen, Catalog catalog) throws SQLException {
        List<Column> columns = columns(catalog.fields(chosen.select()));
        Columns.requireDistinct(server.name(), columns);
        long step = Math.max(pages, chosen.pages() / MOST_PARTS + 1);
        int count = (int) Math.max(1, (chosen.pages() + step - 1) / step);
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Part part = new Part(i, count, step, chosen.relation(), chosen.select(), Columns.fingerprint(columns));
            splits.add(new Split(server.name() + selection.suffix(), part.token(), 0));
        }
        return new Form.Rows(columns, splits);
    }

    private static List<Column> columns(List<Field> fields) {
        return fields.stream().map(Field::column).toList();
    }

    @Override
    public Reader open(Split split) {
        return new CopyReader(new Reading(server, moments, retry, split), split.source());
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

    /** A question to the catalog. */
    @FunctionalInterface
    private interface Question<T> {
        T ask(Catalog catalog) throws SQLException;
    }

    private <T> T asked(String what, Question<T> question) {
        try {
            return retry.call(() -> {
                try (Connection connection = server.open()) {
                    return question.ask(new Catalog(server, connection));
                }
            });
        } catch (SQLException e) {
            throw server.failure(what, e);
        }
    }

    @Override
    public void close() {
        moments.close();
    }
}
