package dev.levada.cli.e2e;

import dev.levada.cli.Main;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * The classes of the test's own JVM, laid out once so that children start in half the time, as the launcher does it for users:
 * DuckDB's library lies beside its driver instead of being unpacked by every process, and the classes that a run needs are in
 * an archive, for which folders of classes have to be jars.
 */
final class ChildClasses {
    private static final String LIBRARY = "libduckdb_java.so_";

    private final Path folder;
    private final String path;
    private final List<String> options;

    private ChildClasses(Path folder) throws IOException, InterruptedException {
        this.folder = folder;
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            path.add(laidOut(Path.of(entry)).toString());
        }
        this.path = String.join(File.pathSeparator, path);
        Path archive = folder.resolve("classes.jsa");
        this.options = isArchived(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
    }

    private static final class Holder {
        static final ChildClasses MADE = make();

        private static ChildClasses make() {
            try {
                Path folder = Files.createTempDirectory("levada-classes");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
                return new ChildClasses(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** The beginning of a child's command line, up to where its own options stand. */
    static List<String> java() {
        return Holder.MADE.command(Holder.MADE.options);
    }

    private List<String> command(List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-Xlog:disable",
                "-cp",
                path));
        command.addAll(more);
        return command;
    }

    private Path laidOut(Path entry) throws IOException {
        if (Files.isDirectory(entry)) {
            return jar(entry);
        }
        return entry.getFileName().toString().startsWith("duckdb_jdbc") ? slim(entry) : entry;
    }

    private Path jar(Path classes) throws IOException {
        Path jar = Files.createTempFile(folder, "classes", ".jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(
                        new ZipEntry(classes.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    /** The driver without its libraries, and this system's library beside it. */
    private Path slim(Path driver) throws IOException {
        Path jar = folder.resolve(driver.getFileName());
        String ours = LIBRARY + system();
        try (ZipFile whole = new ZipFile(driver.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) whole.stream().map(ZipEntry.class::cast)::iterator) {
                boolean isLibrary = entry.getName().startsWith(LIBRARY);
                if (!isLibrary) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    whole.getInputStream(entry).transferTo(out);
                } else if (entry.getName().equals(ours)) {
                    try (OutputStream library = Files.newOutputStream(folder.resolve(entry.getName()))) {
                        whole.getInputStream(entry).transferTo(library);
                    }
                }
            }
        }
        return jar;
    }

    /** What the driver calls this system. */
    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String os = name.contains("mac") ? "macos" : name.contains("win") ? "windows" : "linux";
        return os + (System.getProperty("os.arch").equals("aarch64") ? "_arm64" : "_amd64");
    }

    /** Runs a project that takes the usual ways, to archive the classes it loads; a JVM that can't is slower, that is all. */
    private boolean isArchived(Path archive) throws IOException, InterruptedException {
        Folder project = Folder.withDrops(folder.resolve("project"))
                .file(
                        "assets/raw/people.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "write: {mode: upsert, key: [id]}",
                        "columns: {id: {type: bigint, required: true}, age: {type: integer, min: 0}}")
                .file("assets/marts/ages.sql", "select age, count(*) as people from raw.people group by age")
                .file("data/people.csv", "id,age", "1,30", "2,-1");
        List<String> command = command(List.of("-XX:ArchiveClassesAtExit=" + archive, Main.class.getName(), "run"));
        Process training = new ProcessBuilder(command)
                .directory(project.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("training").toFile())
                .start();
        return training.waitFor() == 0 && Files.exists(archive);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
