package dev.levada.api;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one extract would read.
 *
 * @param form how the rows come
 * @param checkpoint how far the source will have been read once all of it is loaded
 * @param version a text that changes whenever the source's content does; null if the source cannot tell
 * @param bytes how much there is to read, 0 if unknown
 * @param nothingNew whether everything the source holds was read before, according to the request's checkpoint
 * @param notices what a user should know, such as files that changed after they were loaded
 * @param range in words, from where to where each split is read, if only rows of it that were not read before are; empty
 *     if splits are read whole
 */
public record Extent(
        Form form,
        Checkpoint checkpoint,
        @Nullable String version,
        long bytes,
        boolean nothingNew,
        List<String> notices,
        Optional<String> range) {
    public Extent {
        notices = List.copyOf(notices);
    }

    /** Without a range. */
    public Extent(
            Form form,
            Checkpoint checkpoint,
            @Nullable String version,
            long bytes,
            boolean nothingNew,
            List<String> notices) {
        this(form, checkpoint, version, bytes, nothingNew, notices, Optional.empty());
    }
}
