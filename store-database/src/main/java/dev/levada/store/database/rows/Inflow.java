package dev.levada.store.database.rows;

import dev.levada.store.Inlet;
import dev.levada.store.RowStream;
import dev.levada.store.Staging;
import dev.levada.store.database.rows.Landing.Kind;
import dev.levada.store.database.rows.Landing.Landed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows that land while they are produced. Their table is the staging's, and goes with it unless it was published. */
public final class Inflow implements Inlet {
    private final Landing landing;
    private final Staging staging;
    private final Kind kind;
    private @Nullable Landed landed;

    public Inflow(Landing landing, Staging staging, Kind kind) {
        this.landing = landing;
        this.staging = staging;
        this.kind = kind;
    }

    /** The table of a staging whose rows have come by its inlet. */
    public static Optional<Landed> landed(Staging staging) {
        return of(staging).flatMap(inflow -> Optional.ofNullable(inflow.landed));
    }

    private static Optional<Inflow> of(Staging staging) {
        return staging.inlet().filter(Inflow.class::isInstance).map(Inflow.class::cast);
    }

    /** Drops the table of a staging, if it is still there. */
    public static void drop(Staging staging) {
        of(staging).ifPresent(Inflow::drop);
    }

    private void drop() {
        Landed rows = landed;
        if (rows != null) {
            landing.drop(rows.name());
            landed = null;
        }
    }

    @Override
    public Arrived take(RowStream rows) {
        Landed arrived = landing.land(staging, kind, rows);
        landed = arrived;
        return new Arrived(arrived.rows(), arrived.bytes());
    }
}
