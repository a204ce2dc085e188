package dev.levada.testing.source;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.api.Form;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.Split;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the suite asks of the source that is tested. */
public interface SourceFixture {

    /** What not every source can do. What is not declared must be refused, or passed over, in the way that the API says. */
    enum Ability {
        /** Lists what it offers. */
        DISCOVERS,
        /** Reads only what is new when it is handed a checkpoint. */
        RESUMES,
        /** Tells by a version whether its content changed. */
        VERSIONED
    }

    /** Opens the source anew. All sources opened for one test see the same content, and are closed by it. */
    Source open();

    /** What to extract; its form is one that a reader serves. */
    Settings extract();

    /** The rows of that extract, at least two, as the reader delivers them. */
    List<List<@Nullable Object>> rows();

    /** Adds rows, at least one, to what is extracted, and returns them. */
    List<List<@Nullable Object>> add() throws Exception;

    Set<Ability> abilities();

    /** A request to read everything. */
    default Read everything() {
        return new Read(extract(), Optional.empty());
    }

    /** A request to read what came after an extent. */
    default Read after(Extent extent) {
        return new Read(extract(), Optional.of(extent.checkpoint()));
    }

    /** All rows of an extent, in the order of its splits. */
    default List<List<@Nullable Object>> read(Source source, Extent extent) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Split split : splits(extent.form())) {
            try (Reader reader = source.open(split)) {
                rows.addAll(ArrayBatch.readAll(reader, columns(extent.form()), 7));
            }
        }
        return rows;
    }

    /** The columns of a form's batches. */
    default List<Column> columns(Form form) {
        return form instanceof Form.Rows rows ? rows.columns() : Form.Documents.COLUMNS;
    }

    /** The splits of a form that a reader serves. */
    default List<Split> splits(Form form) {
        if (form instanceof Form.Rows rows) {
            return rows.splits();
        }
        if (form instanceof Form.Documents documents) {
            return documents.splits();
        }
        throw new AssertionError("the suite is for forms that a reader serves, not for " + form);
    }
}
