package dev.levada.workspace;

import dev.levada.api.Form;
import dev.levada.api.SourceFile;
import dev.levada.api.Split;
import java.util.List;

/** How users know the files or tables that rows come from. */
public final class SourceNames {
    private SourceNames() {}

    /** Each once, in the order of reading. */
    public static List<String> of(Form form) {
        if (form instanceof Form.Scan scan) {
            return scan.files().stream().map(SourceFile::name).distinct().toList();
        }
        List<Split> splits = form instanceof Form.Rows rows ? rows.splits() : ((Form.Documents) form).splits();
        return splits.stream().map(Split::source).distinct().toList();
    }
}
