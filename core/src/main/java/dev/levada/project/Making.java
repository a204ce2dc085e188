package dev.levada.project;

import dev.levada.api.Settings;
import dev.levada.contract.DriftPolicy;
import dev.levada.problem.Position;
import java.util.Optional;
import java.util.Set;

/** How an asset's rows are made. */
public sealed interface Making {

    /**
     * From a connection.
     *
     * @param connection its name in the project
     * @param settings what {@code extract} says besides {@code from} and {@code where}
     * @param filter a condition; rows that do not meet it are left out
     * @param drift what happens when the source no longer looks as the table does
     */
    record Extract(String connection, Settings settings, Optional<String> filter, Position position, DriftPolicy drift)
            implements Making {

        /** Without a policy of its own. */
        public Extract(String connection, Settings settings, Optional<String> filter, Position position) {
            this(connection, settings, filter, position, DriftPolicy.NONE);
        }
    }

    /**
     * By a query over other assets, in the engine's dialect.
     *
     * @param sql the query, with variables replaced
     * @param position where its first character stands
     * @param inputs the assets that it reads, quarantine tables by their own names
     * @param pushdown whether a database computes it
     */
    record Transform(String sql, Position position, Set<AssetName> inputs, Pushdown pushdown) implements Making {
        public Transform {
            inputs = Set.copyOf(inputs);
        }

        /** Computed where it can be. */
        public Transform(String sql, Position position, Set<AssetName> inputs) {
            this(sql, position, inputs, Pushdown.AUTO);
        }
    }
}
