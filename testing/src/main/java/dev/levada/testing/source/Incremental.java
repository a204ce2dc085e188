package dev.levada.testing.source;

import dev.levada.api.Checkpoint;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Read.Meeting;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A table named {@code events} that is read run by run, as a project would, each run handing its checkpoint to the next. A
 * source is opened anew for each plan and each reading.
 */
public final class Incremental {
    private final Supplier<Source> opens;
    private final Meeting meeting;
    private final Settings settings;
    private Optional<Checkpoint> checkpoint = Optional.empty();

    public Incremental(Supplier<Source> opens, Meeting meeting, Map<String, Object> extract) {
        Map<String, Object> all = new HashMap<>(extract);
        if (!all.containsKey("query")) {
            all.put("table", "events");
        }
        all.putIfAbsent("start", "inclusive");
        this.opens = opens;
        this.meeting = meeting;
        this.settings = new Settings(all);
    }

    /** The same table, read on in another way. */
    public Incremental with(Meeting other, Map<String, Object> extract) {
        Incremental next = new Incremental(opens, other, extract);
        next.checkpoint = checkpoint;
        return next;
    }

    public Extent plan() {
        try (Source source = opens.get()) {
            return source.plan(new Read(settings, checkpoint, meeting));
        }
    }

    /** The rows, each in a line. */
    public List<String> read(Extent extent) throws IOException {
        Form.Rows form = (Form.Rows) extent.form();
        List<String> read = new ArrayList<>();
        try (Source source = opens.get()) {
            for (Split split : form.splits()) {
                try (Reader reader = source.open(split)) {
                    for (List<@Nullable Object> row : ArrayBatch.readAll(reader, form.columns(), 3)) {
                        read.add(String.join(
                                " ", row.stream().map(String::valueOf).toList()));
                    }
                }
            }
        }
        return read;
    }

    public void commit(Extent extent) {
        checkpoint = Optional.of(extent.checkpoint());
    }

    /** A run that nothing disturbs. */
    public List<String> run() throws IOException {
        Extent extent = plan();
        List<String> rows = read(extent);
        commit(extent);
        return rows;
    }
}
