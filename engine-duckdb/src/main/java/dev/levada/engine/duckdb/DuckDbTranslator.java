package dev.levada.engine.duckdb;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.levada.algebra.Relation;
import dev.levada.api.Column;
import dev.levada.dialect.Dialect;
import dev.levada.dialect.NeededRows;
import dev.levada.dialect.QueryWriter;
import dev.levada.dialect.Residence;
import dev.levada.engine.Translator;
import dev.levada.engine.duckdb.bound.Places;
import dev.levada.engine.duckdb.bound.PlanReader;
import dev.levada.project.AssetName;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Translates the plan that DuckDB makes of a query before optimizing it: there names are resolved, stars and macros expanded,
 * types known and conversions written out, so that nothing of that has to be guessed. All queries are bound in one session, one
 * at a time: to open a session takes longer than to translate a query, and an asset asks for each of its intervals.
 */
final class DuckDbTranslator implements Translator, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /**
     * As many blanks before the text as no macro's definition is long: what stands further ahead stands in a macro, and not in
     * the text.
     */
    private static final int HEAD =
            Macros.DEFINITIONS.stream().mapToInt(String::length).max().orElse(0) + 1;

    private final DuckDbEngine engine;
    private @Nullable DuckDbSession opened;

    DuckDbTranslator(DuckDbEngine engine) {
        this.engine = engine;
    }

    @Override
    public synchronized Translation translate(String sql, Map<AssetName, Residence> inputs, Dialect target) {
        DuckDbSession session = session();
        inputs.forEach((name, residence) -> session.declare(name, residence.columns()));
        List<Column> columns = session.describe(sql);
        Relation relation = bound(sql, session.statements());
        QueryWriter writer = new QueryWriter(target, inputs);
        String translated = writer.write(relation, columns);
        return writer.refusals().isEmpty() ? new Translated(translated, columns) : new Refused(writer.refusals());
    }

    @Override
    public synchronized Map<AssetName, String> neededRows(
            String sql, Map<AssetName, List<Column>> inputs, Dialect target) {
        DuckDbSession session = session();
        inputs.forEach(session::declare);
        session.describe(sql);
        return new NeededRows(target).of(bound(sql, session.statements()));
    }

    private DuckDbSession session() {
        if (opened == null) {
            opened = engine.session();
        }
        return opened;
    }

    @Override
    public synchronized void close() {
        if (opened != null) {
            opened.close();
            opened = null;
        }
    }

    /** What DuckDB makes of a query that binds. */
    private static Relation bound(String sql, Statements statements) {
        String padded = " ".repeat(HEAD) + sql;
        JsonNode plan = json(statements, "json_serialize_plan", padded);
        if (plan.path("error").asBoolean()) {
            return new Relation.Strange(
                    "plan",
                    "DuckDB cannot write its plan down: "
                            + plan.path("error_message").asText(),
                    -1);
        }
        Places places = new Places(padded, HEAD, json(statements, "json_serialize_sql", padded));
        return new PlanReader(places).read(plan.path("plans").path(0));
    }

    private static JsonNode json(Statements statements, String function, String sql) {
        try (PreparedStatement statement =
                statements.connection().prepareStatement("SELECT " + function + "(?::VARCHAR)")) {
            statement.setString(1, sql);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return JSON.readTree(result.getString(1));
            }
        } catch (SQLException e) {
            throw DuckErrors.translate(e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("DuckDB gave a plan that is not JSON", e);
        }
    }
}
