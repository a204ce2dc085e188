package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.api.Names;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that a connection reads from. */
record Folder(String connection, Path root) {

    /** @throws LevadaException if there is no such folder; the message names the nearest one that exists */
    void check() {
        if (Files.isDirectory(root)) {
            return;
        }
        if (Files.exists(root)) {
            throw notFound(root + " is not a folder.");
        }
        Path missing = root;
        Path parent = root.getParent();
        while (parent != null && !Files.isDirectory(parent)) {
            missing = parent;
            parent = parent.getParent();
        }
        String nearest =
                parent == null ? "" : " The nearest folder that does is " + parent + ". " + hint(missing, parent);
        throw notFound("the folder " + root + " does not exist." + nearest);
    }

    /** The files that any of the patterns matches, each once. */
    Listing list(List<Glob> globs) {
        check();
        TreeMap<String, StoredFile> files = new TreeMap<>();
        List<String> notices = new ArrayList<>();
        for (Glob glob : globs) {
            Walk walk = new Walk(root, glob);
            Path start = root.resolve(glob.base());
            try {
                if (Files.isDirectory(start)) {
                    Files.walkFileTree(start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), glob.depth(), walk);
                }
            } catch (IOException e) {
                throw unreadable(start, e);
            }
            walk.files().forEach(file -> files.put(file.name(), file));
            walk.brokenLinks().forEach(name -> notices.add(name + " is a link to nothing; it was left out."));
        }
        return new Listing(
                List.copyOf(files.values()), notices.stream().distinct().toList());
    }

    LevadaException unreadable(Path path, IOException cause) {
        return LevadaException.retryable(
                "source.unreadable",
                Blame.OUTSIDE,
                "Connection '" + connection + "': cannot read " + path + ": " + reason(cause),
                cause);
    }

    private static String reason(IOException cause) {
        return cause instanceof java.nio.file.AccessDeniedException
                ? "the permission is missing"
                : String.valueOf(cause.getMessage());
    }

    private static String hint(Path missing, Path parent) {
        try (Stream<Path> children = Files.list(parent)) {
            List<String> folders = children.filter(Files::isDirectory)
                    .map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
            return Names.nearest(String.valueOf(missing.getFileName()), folders)
                    .map(name -> "Did you mean '" + name + "'?")
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private LevadaException notFound(String what) {
        return new LevadaException(
                "source.not-found", Blame.OUTSIDE, ("Connection '" + connection + "': " + what).strip());
    }
}
