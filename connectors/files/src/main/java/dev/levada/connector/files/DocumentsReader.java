package dev.levada.connector.files;

import dev.levada.api.Batch;
import dev.levada.api.Reader;
import dev.levada.api.Vector;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Hands a splitter's documents to the engine. */
final class DocumentsReader implements Reader {
    /** Large documents make for batches of fewer rows. */
    private static final int BATCH_BYTES = 16 << 20;

    private final Window window;
    private final Splitter splitter;
    private final Runnable atEnd;
    private boolean ended;

    /** @param atEnd run once when all documents were read; throws if they cannot be relied on */
    DocumentsReader(Window window, Splitter splitter, Runnable atEnd) {
        this.window = window;
        this.splitter = splitter;
        this.atEnd = atEnd;
    }

    @Override
    public int read(Batch batch) throws IOException {
        Vector positions = batch.column(0);
        Vector records = batch.column(1);
        Vector defects = batch.column(2);
        int capacity = batch.capacity();
        int rows = 0;
        for (int bytes = 0; rows < capacity && bytes < BATCH_BYTES && !ended; rows++) {
            @Nullable Document document = splitter.next();
            if (document == null) {
                ended = true;
                atEnd.run();
                return rows;
            }
            bytes += document.text().length;
            positions.setLong(rows, document.position());
            records.setUtf8(rows, document.text());
            setText(defects, rows, document.defect());
        }
        return rows;
    }

    private static void setText(Vector vector, int row, @Nullable String text) {
        if (text == null) {
            vector.setNull(row);
        } else {
            vector.setString(row, text);
        }
    }

    @Override
    public long bytesRead() {
        return window.input.storedBytesRead();
    }

    @Override
    public void close() {
        window.close();
    }
}
