package dev.levada.contract;

import java.util.List;
import java.util.OptionalLong;

/** What a rule demands. A null passes every test but {@link Required}. */
public sealed interface Test {

    /** A test of one column's value. Values are kept as the project spells them and are compared in the column's type. */
    sealed interface OfColumn extends Test {
        /** The column that is tested. */
        String column();
    }

    record Required(String column) implements OfColumn {}

    /** No other row of the table has the same value. All rows that share one break it, for none can be called right. */
    record Unique(String column) implements OfColumn {}

    record Min(String column, String value) implements OfColumn {}

    record Max(String column, String value) implements OfColumn {}

    /** Both ends included. */
    record Between(String column, String low, String high) implements OfColumn {}

    record In(String column, List<String> values) implements OfColumn {
        public In {
            values = List.copyOf(values);
        }
    }

    /** The whole text matches the regular expression, in RE2's syntax. */
    record Pattern(String column, String regex) implements OfColumn {}

    /** The text has so many characters, both ends included. */
    record Length(String column, OptionalLong min, OptionalLong max) implements OfColumn {}

    /** The value stands in a column of another asset. */
    record References(String column, String asset, String target) implements OfColumn {}

    /** A SQL condition over the row's columns; null counts as kept. */
    record Expression(String sql) implements Test {}
}
