package dev.levada.store;

import dev.levada.api.Column;
import dev.levada.api.Form;
import dev.levada.api.Source;
import dev.levada.api.Type;
import java.util.List;

/**
 * Rows of a table that lie in a database. An engine reads them through readers, as it does those of a source. All reads see
 * the same moment: that of the version which the rows are of. Thread-safe.
 *
 * <p>Every row has a place, a number from 0 on and below {@link #PLACES} which is the row's own as long as the version is the newest.
 * {@link Positions} name rows by it, under {@link #path}, as they name rows of files by their number.
 */
public interface RemoteRows {
    /** The column that readers give besides the table's, behind them. */
    Column PLACE = new Column("levada_row", Type.Primitive.BIGINT);

    /** Places are below. */
    long PLACES = 1L << 44;

    /** What stands for a file's path where rows are named by their places, such as {@code warehouse:mart.customers}. */
    String path();

    /** How many rows there are, those included that the scan calls removed. */
    long rows();

    /** How large they are, about. */
    long bytes();

    /**
     * What is to be read for some columns of all rows.
     *
     * @param columns names of the table's columns, in any order; perhaps none
     * @return a form with just these columns in this order and in the types of the scan, and {@link #PLACE} at the end. A reader
     *     gives lists, structs and maps as the JSON of {@link RowBatch#text}
     */
    Form.Rows read(List<String> columns);

    /** Opens what {@link #read} returns. Not to be closed by whoever reads. */
    Source source();

    /**
     * All rows with one of certain keys, with or without others, if these can be found without reading all there are; else all.
     *
     * @param keys rows of the key's columns, by their names in the table; a key may come twice
     */
    RemoteRows near(RowStream keys);
}
