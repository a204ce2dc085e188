package dev.levada.cli;

import dev.levada.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files that are made from the code and written anew each time. */
final class TextFiles {
    private TextFiles() {}

    /** Writes them into a folder and says so. */
    static void write(Path folder, Map<String, String> files, Terminal terminal) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
            terminal.print("wrote " + folder.resolve(file.getKey()));
        }
    }
}
