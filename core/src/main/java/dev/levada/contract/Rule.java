package dev.levada.contract;

import dev.levada.problem.Position;
import java.util.Locale;

/**
 * Something that every row must keep.
 *
 * @param code the stable reason code that a broken row is quarantined with, such as {@code age.min}
 * @param test what must hold
 * @param onFail what happens to a row that breaks it
 * @param position where the project says so
 */
public record Rule(String code, Test test, OnFail onFail, Position position) {

    /** The rule of a column, whose code is made of the column's name and the kind of the test. */
    public static Rule ofColumn(String column, Test.OfColumn test, OnFail onFail, Position position) {
        return new Rule(column + "." + kind(test), test, onFail, position);
    }

    /** The rule of a whole row. */
    public static Rule ofRow(String name, Test.Expression test, OnFail onFail, Position position) {
        return new Rule("rules." + name, test, onFail, position);
    }

    /** The word that a project names this kind of test by. */
    private static String kind(Test test) {
        return test.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
