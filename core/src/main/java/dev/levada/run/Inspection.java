package dev.levada.run;

import dev.levada.store.Staging;

/** Tells how to look at rows that were staged and not published. */
final class Inspection {
    private Inspection() {}

    static String of(Staging staging) {
        String folder = staging.folder().toString().replace('\\', '/');
        return "The staged rows are kept in " + folder + "; look: levada query \"select * from read_parquet('"
                + folder.replace("'", "''") + "/**/*.parquet')\"";
    }
}
