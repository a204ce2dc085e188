package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Read;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.engine.Session;
import dev.levada.project.Making.Extract;
import dev.levada.workspace.Sources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The columns of sources, each looked at once however many assets extract the same. */
final class SourceShapes {
    private final Sources sources;
    private final Session session;
    private final Map<Place, List<Column>> known = new HashMap<>();

    SourceShapes(Sources sources, Session session) {
        this.sources = sources;
        this.session = session;
    }

    List<Column> of(Extract extract) {
        Place place = new Place(extract.connection(), extract.settings());
        List<Column> columns = known.get(place);
        if (columns == null) {
            Source source = sources.open(extract.connection());
            columns = session.describe(source.plan(new Read(extract.settings(), Optional.empty())), source);
            known.put(place, columns);
        }
        return columns;
    }

    private record Place(String connection, Settings settings) {}
}
