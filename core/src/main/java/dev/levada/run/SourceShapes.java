package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Read;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.engine.Session;
import dev.levada.project.Making.Extract;
import dev.levada.workspace.Sources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The columns of sources, each looked at once however many assets extract the same. Thread-safe. */
final class SourceShapes {
    private final Sources sources;
    private final Map<Place, List<Column>> known = new ConcurrentHashMap<>();

    SourceShapes(Sources sources) {
        this.sources = sources;
    }

    List<Column> of(Extract extract, Read.Meeting meeting, Session session) {
        return known.computeIfAbsent(new Place(extract.connection(), extract.settings(), meeting), place -> {
            Source source = sources.open(place.connection());
            return session.describe(source.plan(new Read(place.settings(), Optional.empty(), place.meeting())), source);
        });
    }

    private record Place(String connection, Settings settings, Read.Meeting meeting) {}
}
