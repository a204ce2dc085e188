package dev.levada.engine;

import dev.levada.algebra.Refusal;
import dev.levada.api.Column;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.Residence;
import dev.levada.project.AssetName;
import java.util.List;
import java.util.Map;

/** Says in the SQL of a database what a query in the engine's SQL says. Thread-safe; reads no data. */
public interface Translator {

    /**
     * Translates one query.
     *
     * @param inputs the tables that the query reads, and where each of them lives in the database
     * @throws SqlException if the query is wrong in the engine's own SQL
     */
    Translation translate(String sql, Map<AssetName, Residence> inputs, Dialect target);

    /**
     * Finds which rows of its tables a query needs, for those of which it does not need all.
     *
     * @param inputs the columns of the tables that the query reads
     * @return for a table a condition over its columns in the database's SQL, which no row makes fail
     * @throws SqlException if the query is wrong in the engine's own SQL
     */
    Map<AssetName, String> neededRows(String sql, Map<AssetName, List<Column>> inputs, Dialect target);

    /** What came of it. */
    sealed interface Translation {}

    /**
     * It has the same meaning there.
     *
     * @param sql the query
     * @param columns what it returns, as the engine would
     */
    record Translated(String sql, List<Column> columns) implements Translation {
        public Translated {
            columns = List.copyOf(columns);
        }
    }

    /** At least this has no equivalent there, in the order of the text. */
    record Refused(List<Refusal> refusals) implements Translation {
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }
}
