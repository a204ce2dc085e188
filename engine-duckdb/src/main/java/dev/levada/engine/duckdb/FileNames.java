package dev.levada.engine.duckdb;

import dev.levada.api.SourceFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the user knows the file that a row is in, as an expression over a scan of several files. */
final class FileNames {
    private FileNames() {}

    /** @param path the column with the file's path */
    static String expression(List<SourceFile> files, String path) {
        if (files.size() == 1) {
            return Sql.text(files.get(0).name());
        }
        return commonRoot(files)
                .map(root -> "replace(substr(" + path + ", " + (root.length() + 1) + "), '\\', '/')")
                .orElseGet(() -> lookUp(files) + "[" + path + "]");
    }

    /** What stands before the name in every path, if it is the same; then it need only be cut off. */
    private static Optional<String> commonRoot(List<SourceFile> files) {
        SourceFile first = files.get(0);
        String path = spelled(first);
        if (!path.endsWith(first.name())) {
            return Optional.empty();
        }
        String root = path.substring(0, path.length() - first.name().length());
        return files.stream().allMatch(file -> spelled(file).equals(root + file.name()))
                ? Optional.of(root)
                : Optional.empty();
    }

    private static String spelled(SourceFile file) {
        return file.path().toString().replace('\\', '/');
    }

    private static String lookUp(List<SourceFile> files) {
        List<String> pairs = new ArrayList<>();
        files.forEach(file -> pairs.add(Sql.text(file.path().toString()) + ": " + Sql.text(file.name())));
        return "(MAP {" + String.join(", ", pairs) + "})";
    }
}
