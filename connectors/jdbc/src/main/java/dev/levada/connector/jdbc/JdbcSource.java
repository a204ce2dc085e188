package dev.levada.connector.jdbc;

import dev.levada.api.Checkpoint;
import dev.levada.api.Column;
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
 * A database. Every read is of all rows, or of those within a cursor's window, in one split; connections are opened for each
 * call and each reader, so that readers do not wait for one another.
 */
final class JdbcSource implements Source {
    private static final Checkpoint NOTHING_TO_REMEMBER = new Checkpoint("");

    private final String name;
    private final Dialect dialect;

    JdbcSource(String name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
    }

    @Override
    public Extent plan(Read read) {
        Selection selection = Selection.of(name, read.settings());
        @Nullable String version = dialect.version(); // taken first: what is written later shows as a change
        try (Connection connection = dialect.open()) {
            Query query = new Selecting(name, dialect, connection).query(selection);
            Optional<Cursor> cursor = Cursor.of(name, read.settings());
            if (cursor.isPresent()) {
                return window(
                        read, selection, query, version, new CursorQuery(dialect, connection, query, cursor.get()));
            }
            Split split = new Split(name + selection.suffix(), query.token(), 0);
            Form form = new Form.Rows(delivered(query.columns()), query.columns(), List.of(split));
            return new Extent(form, NOTHING_TO_REMEMBER, version, 0, false, List.of());
        } catch (SQLException e) {
            throw dialect.failure("cannot read " + selection.what(), e);
        }
    }

    private Extent window(Read read, Selection selection, Query query, @Nullable String version, CursorQuery table)
            throws SQLException {
        CursorWindow window = CursorWindow.next(table.cursor(), read, table);
        String token = query.token(WindowQuery.of(query, window, dialect));
        List<Split> splits = window.nothingNew() ? List.of() : List.of(new Split(name + selection.suffix(), token, 0));
        return new Extent(
                new Form.Rows(delivered(query.columns()), query.columns(), splits),
                window.checkpoint(),
                version,
                0,
                window.nothingNew(),
                window.notices(),
                Optional.of(window.words()));
    }

    @Override
    public Reader open(Split split) {
        return ResultSetReader.open(split, dialect);
    }

    @Override
    public List<Offer> discover() {
        try (Connection connection = dialect.open()) {
            List<Offer> offers = new ArrayList<>();
            OfferNames names = new OfferNames();
            for (Relation relation : dialect.relations(connection)) {
                offers.add(offer(relation, names));
            }
            return offers;
        } catch (SQLException e) {
            throw dialect.failure("cannot list the tables", e);
        }
    }

    @Override
    public List<Finding> examine(List<Settings> extracts, Clock clock) {
        List<Finding> findings = new ArrayList<>();
        try (Connection connection = dialect.open()) {
            int tables = dialect.relations(connection).size();
            findings.add(Finding.good(
                    "database",
                    connection.getMetaData().getDatabaseProductName() + " "
                            + connection.getMetaData().getDatabaseProductVersion()
                            + " is read, and never written. Tables and"
                            + " views: " + tables + "."));
            for (Settings extract : extracts) {
                Selection selection = Selection.of(name, extract);
                findings.addAll(examined(selection, connection));
            }
        } catch (SQLException e) {
            throw dialect.failure("cannot be examined", e);
        }
        return findings.stream().distinct().toList();
    }

    private List<Finding> examined(Selection selection, Connection connection) {
        try {
            new Selecting(name, dialect, connection).query(selection);
            return List.of();
        } catch (LevadaException e) {
            return List.of(Finding.problem("assets", String.valueOf(e.getMessage())));
        } catch (SQLException e) {
            LevadaException failure = dialect.failure("cannot read " + selection.what(), e);
            return List.of(Finding.problem("assets", String.valueOf(failure.getMessage())));
        }
    }

    @Override
    public void close() {}

    private List<Column> delivered(List<Column> declared) {
        return declared.stream()
                .map(column -> new Column(column.name(), dialect.delivered(column.type())))
                .toList();
    }

    private static Offer offer(Relation relation, OfferNames names) {
        String title = relation.name() + (relation.kind() == Relation.Kind.VIEW ? " (view)" : "");
        return new Offer(names.forTable(relation.name()), title, Map.of("table", relation.name()));
    }
}
