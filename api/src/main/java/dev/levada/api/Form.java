package dev.levada.api;

import java.util.List;
import java.util.Map;

/** The form in which a source's rows come. */
public sealed interface Form {

    /**
     * Files that the engine reads by itself, faster than any reader could feed it.
     *
     * @param format how the files are written
     * @param files at least one, unless there is nothing to read
     * @param options what the project says about the format, by the names of the connector's settings
     */
    record Scan(Format format, List<SourceFile> files, Map<String, Object> options) implements Form {
        public Scan {
            files = List.copyOf(files);
            options = Map.copyOf(options);
        }
    }

    /**
     * Rows of known columns, fetched by a {@link Reader} for each split.
     *
     * @param columns what the reader delivers: the columns of its batches
     * @param suggested the same columns with the types that the source declares for them. Where the two differ, the
     *     source cannot vouch for each value, so it delivers a wider type, and the engine casts: a value that does not
     *     fit costs its row, not the run
     * @param splits the parts that are read on their own
     */
    record Rows(List<Column> columns, List<Column> suggested, List<Split> splits) implements Form {
        public Rows {
            columns = List.copyOf(columns);
            suggested = List.copyOf(suggested);
            splits = List.copyOf(splits);
            if (!names(columns).equals(names(suggested))) {
                throw new IllegalArgumentException(
                        "the delivered columns " + names(columns) + " are not the suggested ones " + names(suggested));
            }
        }

        /** Rows whose values are certain to be of their declared types. */
        public Rows(List<Column> columns, List<Split> splits) {
            this(columns, columns, splits);
        }

        private static List<String> names(List<Column> columns) {
            return columns.stream().map(Column::name).toList();
        }
    }

    /**
     * JSON documents, one a row, fetched by a {@link Reader} for each split and taken apart by the engine. The reader's
     * batch has the columns of {@link #COLUMNS}.
     */
    record Documents(List<Split> splits) implements Form {
        /**
         * {@code position} is the line (or the place in an array) counted from 1, {@code record} the text as received,
         * {@code defect} null, or why the record cannot be a document, such as undecodable bytes.
         */
        public static final List<Column> COLUMNS = List.of(
                new Column("position", Type.Primitive.BIGINT),
                new Column("record", Type.Primitive.VARCHAR),
                new Column("defect", Type.Primitive.VARCHAR));

        public Documents {
            splits = List.copyOf(splits);
        }
    }

    /** Formats that an engine reads by itself. */
    enum Format {
        CSV,
        PARQUET
    }
}
