package dev.levada.connector.postgresql;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Source;
import dev.levada.api.Split;
import dev.levada.api.table.Columns;
import dev.levada.api.table.OfferNames;
import dev.levada.api.table.Selection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private final Moments moments;

    /** @param pages how many pages of a table make a part, at least */
    PostgresqlSource(Server server, Retry retry, long pages) {
        this.server = server;
        this.retry = retry;
        this.pages = pages;
        this.moments = new Moments(server);
    }

    Server server() {
        return server;
    }

    @Override
    public Extent plan(Read read) {
        Selection selection = Selection.of(server.name(), read.settings());
        Form form = asked("cannot read " + selection.what(), catalog -> form(selection, catalog));
        return new Extent(form, NOTHING_TO_REMEMBER, null, 0, false, List.of());
    }

    private Form form(Selection selection, Catalog catalog) throws SQLException {
        String select;
        String relation = "";
        long kept = 0;
        if (selection.table().isPresent()) {
            Relation table = catalog.relation(selection.table().get());
            relation = table.sql();
            kept = catalog.pages(table);
            List<Column> all = columns(catalog.fields("select * from " + relation));
            List<String> names = all.stream().map(Column::name).toList();
            select = selection.chosen(server.name(), names).stream()
                    .map(Server::quoted)
                    .collect(Collectors.joining(", ", "select ", " from " + relation));
        } else {
            select = selection.query().orElseThrow().strip().replaceFirst("[;\\s]+$", "");
        }
        List<Column> columns = columns(catalog.fields(select));
        Columns.requireDistinct(server.name(), columns);
        if (relation.isEmpty()) {
            catalog.fields("select * from " + Part.within(select)); // fails now if that is more than one select
        }
        long step = Math.max(pages, kept / MOST_PARTS + 1);
        int count = (int) Math.max(1, (kept + step - 1) / step);
        List<Split> splits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Part part = new Part(i, count, step, relation, select, "", Columns.fingerprint(columns));
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
