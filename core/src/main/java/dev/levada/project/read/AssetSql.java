package dev.levada.project.read;

import dev.levada.project.read.SqlReader.Sql;
import dev.levada.project.read.Value.Single;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The SQL of one asset's file, which remembers the tables that it names and what it means. */
final class AssetSql {
    private final SqlReader reader;
    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> meanings = new HashMap<>();

    AssetSql(SqlReader reader) {
        this.reader = reader;
    }

    /** A query; empty, after a problem was told, if it does not parse. */
    Optional<String> query(Excerpt excerpt, Link.Reason reason) {
        return remember(reader.query(excerpt, reason));
    }

    /** A condition over a row; empty, after a problem was told, if it does not parse. */
    Optional<String> condition(Single value) {
        return remember(reader.expression(value.excerpt()));
    }

    void link(Link link) {
        links.add(link);
    }

    List<Link> links() {
        return List.copyOf(links);
    }

    /** The same for two spellings of the same SQL. */
    String meaning(String sql) {
        return meanings.getOrDefault(sql, sql);
    }

    private Optional<String> remember(Optional<Sql> sql) {
        sql.ifPresent(found -> {
            links.addAll(found.links());
            meanings.put(found.text(), found.meaning());
        });
        return sql.map(Sql::text);
    }
}
