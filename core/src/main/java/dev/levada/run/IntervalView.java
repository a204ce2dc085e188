package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.dialect.Residence;
import dev.levada.engine.Session;
import dev.levada.plan.Columns;
import dev.levada.plan.Pinned;
import dev.levada.plan.Sight;
import dev.levada.plan.Sight.Window;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.project.Project;
import dev.levada.store.QueryHost;
import dev.levada.store.Store;
import dev.levada.store.TableVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a session shows of an asset's pinned inputs: all of them, or what an interval sees. */
final class IntervalView {
    private final Pinned pinned;
    private final Store store;
    private final Map<AssetName, Window> windows = new TreeMap<>();

    IntervalView(Asset asset, Project project, Pinned pinned, Store store) {
        this.pinned = pinned;
        this.store = store;
        for (Sight sight : Sight.of(asset, project)) {
            sight.window().ifPresent(window -> windows.put(sight.input(), window));
        }
    }

    /** Shows all rows of all inputs. */
    void showAll(Session session) {
        pinned.exposeIn(session, store);
    }

    /** Shows what an interval sees, when everything was shown before. */
    void show(Session session, Interval interval) {
        windows.forEach((input, window) -> pinned.versions()
                .getOrDefault(input, Optional.empty())
                .ifPresent(version -> show(session, version, window, window.seenFrom(interval))));
    }

    /** Where what an interval sees of an input is in a database; empty if the database cannot tell it. */
    Optional<Residence> residence(TableVersion version, QueryHost host, Interval interval) {
        Window window = windows.get(version.table());
        return window == null
                ? Computing.whole(version, host)
                : host.residence(version, column(version, window).name(), window.seenFrom(interval));
    }

    private static Column column(TableVersion version, Window window) {
        List<Column> columns = version.shape();
        return Columns.find(columns, window.column())
                .orElseThrow(() -> new IllegalStateException(version.table() + " lost column " + window.column()));
    }

    private void show(Session session, TableVersion version, Window window, Interval range) {
        Column column = column(version, window);
        session.expose(
                version.table(), pinned.scan(version, column.name(), range, store), Slices.condition(column, range));
    }
}
