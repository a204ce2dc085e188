package dev.levada.store;

import java.util.HashMap;
import java.util.Map;

/** Constants of all rows of a file that its path holds, in folders named {@code column=value}. */
public final class PathConstants {
    private PathConstants() {}

    /** Those that a folder's name can hold; a file must have the others itself. */
    public static Map<String, String> bearable(Map<String, String> constants) {
        Map<String, String> bearable = new HashMap<>(constants);
        bearable.entrySet()
                .removeIf(constant -> constant.getValue().isEmpty()
                        || folder(constant.getKey(), constant.getValue()).length() > Encoded.LONGEST);
        return bearable;
    }

    /** The name of the folder that holds a constant. */
    public static String folder(String column, String value) {
        return Encoded.name(column) + "=" + Encoded.name(value);
    }
}
