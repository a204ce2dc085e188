package dev.levada.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Projects to begin with, as they are packed with the program. */
final class Templates {
    /** What git shall not keep; it stands here because builds leave such files out of jars. */
    private static final byte[] GITIGNORE =
            "# What Levada keeps next to a project: tables, state, staged files\n.levada/\n"
                    .getBytes(StandardCharsets.UTF_8);

    private Templates() {}

    /** A project to begin with. */
    enum Template {
        MINIMAL,
        SHOP;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The template's files by their paths with forward slashes. */
    static Map<String, byte[]> files(Template template) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put(".gitignore", GITIGNORE);
        URI place = place(template);
        if (!place.getScheme().equals("jar")) {
            read(Path.of(place), files);
            return files;
        }
        try (FileSystem jar = FileSystems.newFileSystem(place, Map.of())) {
            read(jar.getPath(place.toString().substring(place.toString().indexOf('!') + 1)), files);
        }
        return files;
    }

    private static URI place(Template template) {
        URL url = Templates.class.getResource("/templates/" + template + "/levada.yml");
        String file = Objects.requireNonNull(url, "the program was packed without its templates")
                .toString();
        try {
            return new URI(file.substring(0, file.lastIndexOf('/')));
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void read(Path folder, Map<String, byte[]> files) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(folder.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
    }
}
