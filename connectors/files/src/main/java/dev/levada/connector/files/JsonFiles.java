package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Reader;
import dev.levada.api.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Cuts JSON files into splits, one a file; large plain files of lines into ranges that are read side by side. */
final class JsonFiles {
    static final long RANGE = 64L << 20;

    private final Folder folder;
    private final long rangeBytes;
    private final Map<StoredFile, LineCounts> lineCounts = new ConcurrentHashMap<>();

    JsonFiles(Folder folder, long rangeBytes) {
        this.folder = folder;
        this.rangeBytes = rangeBytes;
    }

    List<Split> splits(List<StoredFile> files, Layout layout, Compression compression, String path) {
        List<Split> splits = new ArrayList<>();
        for (StoredFile file : files) {
            JsonPart whole = new JsonPart(file, layout, compression, path, 0, Long.MAX_VALUE);
            if (file.size() < 2 * rangeBytes || !isPlainLines(whole)) {
                splits.add(whole.split());
                continue;
            }
            for (long from = 0; from < file.size(); from += rangeBytes) {
                long to = from + rangeBytes < file.size() ? from + rangeBytes : Long.MAX_VALUE;
                splits.add(new JsonPart(file, Layout.LINES, Compression.NONE, path, from, to).split());
            }
        }
        return splits;
    }

    Reader open(Split split) {
        JsonPart part = JsonPart.of(split);
        checkUnchanged(part.file());
        try {
            StoredBytes input = StoredBytes.open(part.file().path(), part.compression(), Math.max(0, part.from() - 1));
            Window window = new Window(input, Math.max(0, part.from() - 1));
            try {
                return new DocumentsReader(window, splitter(part, window), () -> checkUnchanged(part.file()));
            } catch (IOException | RuntimeException e) {
                window.close();
                throw e;
            }
        } catch (IOException e) {
            throw folder.unreadable(part.file().path(), e);
        }
    }

    private Splitter splitter(JsonPart part, Window window) throws IOException {
        if (part.from() > 0) {
            return rangeOfLines(part, window);
        }
        return part.path().isEmpty() && part.layout().resolve(window) == Layout.LINES
                ? new LineReader(window, 1, part.to())
                : new ArrayReader(window, part.path());
    }

    /** The window stands at the last byte before the range: if a line ends there, the next one belongs to the range. */
    private Splitter rangeOfLines(JsonPart part, Window window) throws IOException {
        long ended = lineCounts
                .computeIfAbsent(part.file(), file -> new LineCounts(file.path(), rangeBytes))
                .before((int) (part.from() / rangeBytes));
        boolean atLine = window.more() && window.bytes[window.at] == '\n';
        window.skip();
        int found = -1;
        while (found < 0 && window.more()) {
            found = Newlines.find(window.bytes, window.at, window.end);
            window.at = found < 0 ? window.end : found + 1;
        }
        return new LineReader(window, ended + (atLine ? 1 : 2), part.to());
    }

    private boolean isPlainLines(JsonPart part) {
        if (!part.path().isEmpty()) {
            return false;
        }
        try (StoredBytes input = StoredBytes.open(part.file().path(), part.compression(), 0)) {
            return !input.isPacked() && part.layout().resolve(new Window(input, 0)) == Layout.LINES;
        } catch (IOException e) {
            throw folder.unreadable(part.file().path(), e);
        }
    }

    private void checkUnchanged(StoredFile file) {
        try {
            Instant modified = Files.getLastModifiedTime(file.path()).toInstant();
            if (Files.size(file.path()) == file.size() && modified.equals(file.modified())) {
                return;
            }
        } catch (IOException e) {
            throw folder.unreadable(file.path(), e);
        }
        throw LevadaException.retryable(
                "source.changed",
                Blame.OUTSIDE,
                "Connection '" + folder.connection() + "': " + file.name()
                        + " changed while it was read. Write files under"
                        + " a name that ends in .tmp, and rename them when they are whole.",
                null);
    }
}
