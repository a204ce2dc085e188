package dev.levada.run;

import dev.levada.api.Column;
import dev.levada.api.Connector;
import dev.levada.api.Extent;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Setting;
import dev.levada.api.Settings;
import dev.levada.api.Shape;
import dev.levada.api.Source;
import dev.levada.engine.Session;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What connections offer to extract. */
public final class Discovery {
    private final Workspace workspace;

    public Discovery(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * What a connection offers.
     *
     * @throws dev.levada.api.LevadaException naming the nearest one if there is no such connection, or if it cannot be
     *     reached
     */
    public List<Offer> offers(String connection) {
        try (Sources sources = new Sources(workspace)) {
            return sources.open(connection).discover();
        }
    }

    /** The columns that extracting an offer would give. */
    public List<Column> columns(String connection, Offer offer) {
        try (Sources sources = new Sources(workspace);
                Session session = workspace.engine().session()) {
            Source source = sources.open(connection);
            Settings settings = withDefaults(sources.connector(connection), offer.extract());
            Extent extent = source.plan(new Read(settings, Optional.empty()));
            return session.describe(extent, source);
        }
    }

    /** An offer holds what the asset's file would say; what it leaves out holds as if the file had been read. */
    private static Settings withDefaults(Connector connector, Map<String, Object> said) {
        Map<String, Object> values = new HashMap<>(said);
        for (Setting setting : connector.extractSettings()) {
            Object value = fallback(setting);
            if (value != null) {
                values.putIfAbsent(setting.name(), value);
            }
        }
        return new Settings(values);
    }

    private static @Nullable Object fallback(Setting setting) {
        String text = setting.fallback();
        if (text == null) {
            return null;
        }
        if (setting.shape() instanceof Shape.Whole) {
            return Long.valueOf(text);
        }
        if (setting.shape() instanceof Shape.Number) {
            return Double.valueOf(text);
        }
        return setting.shape() instanceof Shape.Flag ? Boolean.valueOf(text) : text;
    }
}
