package dev.levada.connector.files;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Takes a file's bytes apart into documents, without looking whether they are valid. */
interface Splitter {

    /** The next document; null at the end, and again after that. */
    @Nullable
    Document next() throws IOException;
}
