package dev.levada.pushdown;

import dev.levada.api.Column;
import dev.levada.store.QueryHost;
import dev.levada.store.TableVersion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What is decided about one query. */
public sealed interface Decision {
    Venue venue();

    /**
     * A database computes it.
     *
     * @param sql in the database's words
     * @param columns what it gives
     */
    record Inside(QueryHost host, String sql, List<Column> columns) implements Decision {
        public Inside {
            columns = List.copyOf(columns);
        }

        @Override
        public Venue venue() {
            return new Venue(Optional.of(host.name()), List.of(), Venue.Certainty.DECIDED);
        }

        /** What to read for its rows. @param inputs all tables that it reads */
        public QueryHost.Answer ask(Collection<TableVersion> inputs) {
            return host.ask(sql, columns, inputs);
        }
    }

    /** The engine computes it. @param venue says why */
    record Outside(Venue venue) implements Decision {}
}
