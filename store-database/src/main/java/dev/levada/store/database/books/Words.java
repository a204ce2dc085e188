package dev.levada.store.database.books;

import dev.levada.api.Column;
import dev.levada.api.Type;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import java.time.LocalDateTime;
import java.util.List;

/** What a kind of database says in SQL in its own way. Names stand in double quotes everywhere, texts in single ones. */
public interface Words {
    /** What the database is called in messages. */
    String product();

    /** A table of an asset. */
    String table(AssetName table);

    /** A table in which rows wait. */
    String staging(String name);

    /** A table that Levada remembers things in, such as {@code commits}. */
    String books(String name);

    /** A type as it stands in a table's declaration. */
    String type(Type type);

    /** The parameter of an insert that takes JSON as text. */
    String json();

    /** What follows an insert that does nothing if there is such a row. @param key the columns that tell rows apart */
    String unlessThere(List<String> key);

    /** Where an asset's table keeps its rows, if that tells who rewrote it; else null. */
    String storage(AssetName table);

    /** A text that changes with whatever is noticed of a table besides what is written down, over a row {@code t} of the tables. */
    String state();

    /** The column of a row's place. */
    String place();

    /** A condition on rows that lie at certain places. */
    String among(long[] places, int from, int to);

    /** A condition on rows whose time in a column is at one moment or after it, and before another. A date counts as its midnight. */
    String within(Column column, LocalDateTime from, LocalDateTime to);

    /** A condition on rows that have a value in a column. @param printed the value as an engine prints it */
    String has(Column column, String printed);

    /** A condition on rows whose text in a column begins with so many characters. */
    String begins(Column column, int width, String beginning);

    /**
     * A query for the least and the greatest time of each day: the number of the column, whether the times are finite, and both as
     * days or microseconds from 1970 on. Nulls are left out.
     *
     * @param columns of time
     * @param rows the table and a condition, from {@code from} on
     */
    String days(List<StoredColumn> columns, String rows);

    /** Fails if the database cannot have a table of that name with these columns. */
    void demandBearable(AssetName table, List<StoredColumn> columns);
}
