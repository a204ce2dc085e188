package dev.levada.dialect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names that no other table or column nearby has. */
final class Aliases {
    private final Dialect dialect;
    private int tables;

    Aliases(Dialect dialect) {
        this.dialect = dialect;
    }

    /** A table's name that this query does not use otherwise. */
    String next() {
        return "t" + ++tables;
    }

    /**
     * Names for the columns of one table.
     *
     * @param wanted names of some of them, which are kept if they can be
     */
    List<String> distinct(List<String> wanted, int count) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>(wanted);
        Set<String> given = new HashSet<>();
        for (int i = 0; i < count; i++) {
            String name = i < wanted.size() ? wanted.get(i) : "";
            names.add(fits(name) && given.add(name) ? name : unused(i, taken));
        }
        return names;
    }

    /** Whether it is a name that the database keeps. */
    boolean fits(String name) {
        return !name.isEmpty() && name.getBytes(StandardCharsets.UTF_8).length <= dialect.longestName();
    }

    private static String unused(int index, Set<String> taken) {
        String name = "c" + (index + 1);
        while (!taken.add(name)) {
            name = name + "_";
        }
        return name;
    }
}
