package dev.levada.store.database.rows;

import dev.levada.project.AssetName;
import dev.levada.store.RowStream;
import dev.levada.store.database.books.Sessions;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends rows to a table in which they wait, by several sessions at once if there are many. Each session has a transaction of its
 * own: nobody looks at the table before all have ended, and if one fails the table is dropped.
 */
final class Lanes {
    /** So many statements' worth of rows are sent in less time than it takes to open another session. */
    private static final int CHUNKS_OF_A_LANE = 2;

    private final Sessions sessions;
    private final Traffic traffic;
    private final boolean awaitsRows;

    /** @param awaitsRows whether rows are sent while they are produced, which may take any time */
    Lanes(Sessions sessions, Traffic traffic, boolean awaitsRows) {
        this.sessions = sessions;
        this.traffic = traffic;
        this.awaitsRows = awaitsRows;
    }

    /**
     * Sends all rows, and returns how many arrived.
     *
     * @param asset whose rows they are
     * @param table as it stands in SQL
     * @param most how many there are at the most
     */
    long send(AssetName asset, String table, RowStream rows, long most, Course course) {
        long lanes = 1 + most / ((long) CHUNKS_OF_A_LANE * traffic.chunks().rows());
        Shipment shipment = new Shipment(asset, table, rows, course);
        return send(shipment, (int) Math.min(traffic.lanes(), lanes), List.of());
    }

    private record Shipment(AssetName asset, String table, RowStream rows, Course course) {}

    /** Opens so many lanes more. */
    private long send(Shipment shipment, int more, List<RowTarget> open) {
        return sessions.change("cannot send the rows of " + shipment.asset(), session -> {
            if (awaitsRows) {
                traffic.awaitRows(session);
            }
            RowStream rows = shipment.rows();
            try (RowTarget target = traffic.target(session, shipment.table(), rows.columns())) {
                List<RowTarget> targets = new ArrayList<>(open);
                targets.add(target);
                return more > 1
                        ? send(shipment, more - 1, targets)
                        : RowEncoder.send(shipment.asset().toString(), rows, targets, shipment.course());
            }
        });
    }
}
