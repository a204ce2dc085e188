package dev.levada.connector.files;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects the files that a pattern matches. Links are followed, but never in a circle; hidden files and folders,
 * files that somebody is still writing by the common naming customs, and what is not a regular file are left out.
 */
final class Walk extends SimpleFileVisitor<Path> {
    private static final List<String> UNFINISHED = List.of(".tmp", ".partial", "._COPYING_");

    private final Path root;
    private final Glob glob;
    private final List<StoredFile> files = new ArrayList<>();
    private final List<String> brokenLinks = new ArrayList<>();

    Walk(Path root, Glob glob) {
        this.root = root;
        this.glob = glob;
    }

    List<StoredFile> files() {
        return files;
    }

    List<String> brokenLinks() {
        return brokenLinks;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        String name = nameOf(file);
        if (isHidden(file) || UNFINISHED.stream().anyMatch(name::endsWith) || !glob.matches(name)) {
            return FileVisitResult.CONTINUE;
        }
        if (attributes.isSymbolicLink()) { // links are followed, so this one leads nowhere
            brokenLinks.add(name);
        } else if (attributes.isRegularFile()) {
            files.add(new StoredFile(
                    file, name, attributes.size(), attributes.lastModifiedTime().toInstant()));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
        if (failure instanceof FileSystemLoopException || failure instanceof NoSuchFileException) {
            return FileVisitResult.CONTINUE;
        }
        throw failure;
    }

    private String nameOf(Path file) {
        return root.relativize(file).toString().replace(root.getFileSystem().getSeparator(), "/");
    }

    private static boolean isHidden(Path file) {
        return String.valueOf(file.getFileName()).startsWith(".");
    }
}
