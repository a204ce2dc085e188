package dev.levada.store.mysql;

import dev.levada.api.Blame;
import dev.levada.api.Column;
import dev.levada.api.LevadaException;
import dev.levada.api.Type;
import dev.levada.project.AssetName;
import dev.levada.store.StoredColumn;
import java.util.List;
import java.util.regex.Pattern;

/** Which names and types a table can have. */
record Names(MysqlStoreKind kind, AssetName table) {
    private static final int LONGEST = 64;
    private static final Pattern OWN = Pattern.compile("levada_(row|\\d+)", Pattern.CASE_INSENSITIVE);

    void demandBearable(List<StoredColumn> columns) {
        demandShort("table, '" + MysqlWords.name(table) + "',", MysqlWords.name(table));
        for (StoredColumn column : columns) {
            demandName(column.name());
            demandType(column.column());
        }
    }

    private void demandName(String name) {
        demandShort("column '" + name + "'", name);
        if (OWN.matcher(name).matches()) {
            throw wrong("store.name", "the column '" + name + "' is Levada's own. Choose another name.");
        }
        if (name.endsWith(" ")) {
            throw wrong("store.name", "the name of the column '" + name + "' ends with a blank. Choose another name.");
        }
    }

    private void demandShort(String what, String name) {
        int length = name.codePointCount(0, name.length());
        if (length > LONGEST) {
            throw wrong(
                    "store.name",
                    "the name of the " + what + " has " + length + " characters, and " + LONGEST
                            + " are the most. Choose a shorter one.");
        }
    }

    private void demandType(Column column) {
        if (column.type() instanceof Type.Decimal decimal && decimal.scale() > kind.scale()) {
            throw wrong(
                    "store.type",
                    "column '" + column.name() + "' has " + decimal.scale() + " digits behind the point, and "
                            + kind.scale() + " are the most. Declare a decimal of fewer, or a double.");
        }
    }

    private LevadaException wrong(String code, String why) {
        return new LevadaException(code, Blame.PROJECT, table + " cannot be kept in " + kind.product() + ": " + why);
    }
}
