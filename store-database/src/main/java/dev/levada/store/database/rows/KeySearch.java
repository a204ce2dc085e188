package dev.levada.store.database.rows;

import dev.levada.api.Column;
import dev.levada.project.AssetName;
import dev.levada.store.RowStream;
import dev.levada.store.TableVersion;
import dev.levada.store.database.books.Sessions;
import dev.levada.store.database.books.Sql;
import dev.levada.store.database.books.Words;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Finds where rows with certain keys lie. The keys are sent to a temporary table, and joined there with the table by an index on
 * the key, if it has one; who publishes next makes one.
 */
public final class KeySearch {
    /** Of more keys than this the whole table is read instead: that is hardly slower then, and takes no memory. */
    private static final int MOST = 2_000_000;
    /** So are tables of which a larger part than one of so many is asked for. */
    private static final int WORTH = 4;

    private final Sessions sessions;
    private final Words words;
    private final Traffic traffic;
    private final Map<AssetName, List<String>> keys = new ConcurrentHashMap<>();

    public KeySearch(Sessions sessions, Words words, Traffic traffic) {
        this.sessions = sessions;
        this.words = words;
        this.traffic = traffic;
    }

    /** The columns by which rows of a table were last searched. */
    public Optional<List<String>> keyOf(AssetName table) {
        return Optional.ofNullable(keys.get(table));
    }

    /**
     * Where the rows with one of the keys lie, ascending; empty if the whole table had better be read.
     *
     * @param condition SQL over the table's columns; empty for all rows
     * @param demand what must hold when the places are read
     */
    Optional<long[]> places(TableVersion version, String condition, RowStream wanted, PlacedTable.Demand demand) {
        List<Column> columns = wanted.columns();
        keys.put(version.table(), columns.stream().map(Column::name).toList());
        return sessions.ask("cannot look for rows of " + version.table(), session -> {
            try {
                long sent = traffic.sendKeys(session, wanted);
                return sent > MOST || sent > version.rows() / WORTH
                        ? Optional.empty()
                        : Optional.of(met(session, version, join(version, condition, columns), demand));
            } finally {
                traffic.dropKeys(session);
            }
        });
    }

    private long[] met(Connection session, TableVersion version, String query, PlacedTable.Demand demand)
            throws SQLException {
        traffic.beginMoment(session, version);
        try {
            demand.at(session);
            long[] found = traffic.places(session, query);
            Arrays.sort(found);
            return found;
        } finally {
            traffic.endMoment(session);
        }
    }

    private String join(TableVersion version, String condition, List<Column> columns) {
        String met = columns.stream()
                .map(column -> "k." + Sql.name(column.name()) + " = t." + Sql.name(column.name()))
                .collect(Collectors.joining(" and "));
        String rows = condition.isEmpty()
                ? words.table(version.table())
                : "(select *, " + words.place() + " from " + words.table(version.table()) + " where " + condition + ")";
        return "select t." + words.place() + " from (select distinct * from " + traffic.keys() + ") k join " + rows
                + " t on " + met;
    }
}
