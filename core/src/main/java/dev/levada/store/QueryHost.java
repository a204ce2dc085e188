package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.LevadaException;
import dev.levada.api.Source;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.Residence;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A database that computes queries over a store's tables where they lie. Thread-safe. */
public interface QueryHost {

    /** The connection's name. */
    String name();

    /**
     * How its SQL is spelled. Asks the server, once.
     *
     * @throws LevadaException with blame {@code OUTSIDE} if it cannot be reached
     */
    Dialect dialect();

    /** Why it computes none after all, a sentence; empty if it does. Asks the server, once. */
    Optional<String> refusal();

    /** Where a table lives, made or not. @param columns that it has */
    Residence residence(AssetName table, List<Column> columns);

    /** The same for just those rows of a version whose time lies in a range; empty if the database cannot tell them. */
    Optional<Residence> residence(TableVersion version, String timeColumn, Interval range);

    /**
     * What to read for the result of a query.
     *
     * @param sql in the database's own words
     * @param columns what it gives
     * @param inputs all tables that it reads. Reading fails with {@code store.version} unless each is at its version
     * @return rows to be read once, by one reader, which throws a {@link QueryFailure} if the database cannot compute them
     */
    Answer ask(String sql, List<Column> columns, Collection<TableVersion> inputs);

    /**
     * What to read for those rows of a version that meet a condition.
     *
     * @param condition in the database's own words, over the table's columns
     */
    TableScan scan(TableVersion version, String condition);

    /** The result of a query. @param source opens the rows; not to be closed by whoever reads */
    record Answer(Form.Rows rows, Source source) {}
}
