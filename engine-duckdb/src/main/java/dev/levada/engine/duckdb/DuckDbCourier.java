package dev.levada.engine.duckdb;

import dev.levada.api.Column;
import dev.levada.store.Courier;
import dev.levada.store.RowSink;
import dev.levada.store.RowStream;
import dev.levada.store.TableScan;
import java.util.List;

/** Hands rows of stored tables over, each time from a session of its own. */
final class DuckDbCourier implements Courier {
    private final DuckDbEngine engine;

    DuckDbCourier(DuckDbEngine engine) {
        this.engine = engine;
    }

    @Override
    public RowStream rows(TableScan scan, List<String> columns) {
        List<Column> wanted = columns.stream().map(name -> find(scan, name)).toList();
        return new RowStream() {
            @Override
            public List<Column> columns() {
                return wanted;
            }

            @Override
            public void forEach(List<? extends RowSink> sinks) {
                try (DuckDbSession session = engine.session()) {
                    String query = "SELECT " + Sql.names(columns) + " FROM ("
                            + session.scans().rows(scan) + ")";
                    new QueryRows(session.statements(), engine.outlet(), query, wanted).forEach(sinks);
                }
            }
        };
    }

    private static Column find(TableScan scan, String name) {
        return scan.shape().stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no column " + name + " in " + scan.shape()));
    }
}
