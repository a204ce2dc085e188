package dev.levada.project;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * Remembers in a file what an engine understood of texts, so that what did not change need not be parsed again. What it did not
 * understand is not remembered. A file that is damaged, or of another engine, counts as none. Thread-safe.
 */
public final class RememberingParser implements SqlParser {
    private static final int FORMAT = 1;

    private final SqlParser parser;
    private final String dialect;
    private final Path file;
    private final Map<String, Understood> remembered = new ConcurrentHashMap<>();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private volatile boolean learned;

    /**
     * @param dialect which engine it is, and of which version: what one understood says nothing about another
     * @param file where to remember; it need not be there
     */
    public RememberingParser(SqlParser parser, String dialect, Path file) {
        this.parser = parser;
        this.dialect = dialect;
        this.file = file;
        recall();
    }

    @Override
    public Parsed parseQuery(String sql) {
        return parse("query", sql, parser::parseQuery);
    }

    @Override
    public Parsed parseExpression(String sql) {
        return parse("expression", sql, parser::parseExpression);
    }

    private Parsed parse(String kind, String sql, Function<String, Parsed> parse) {
        String key = Sha256.of(kind, sql);
        used.add(key);
        Understood known = remembered.get(key);
        if (known != null) {
            return known;
        }
        Parsed parsed = parse.apply(sql);
        if (parsed instanceof Understood understood) {
            remembered.put(key, understood);
            learned = true;
        }
        return parsed;
    }

    /**
     * Writes down what this parser was asked for, if there is something new among it. A folder that is not there is not made;
     * if nothing can be written, nothing is, and the next one parses again.
     */
    public void keep() {
        Path folder = file.toAbsolutePath().getParent();
        if (!learned || folder == null || !Files.isDirectory(folder)) {
            return;
        }
        try {
            Path written = Files.createTempFile(folder, String.valueOf(file.getFileName()), ".new");
            try {
                write(written);
                Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(written);
            }
        } catch (IOException unwritable) {
            System.getLogger(RememberingParser.class.getName())
                    .log(System.Logger.Level.DEBUG, "what was parsed is not remembered", unwritable);
        }
    }

    private void write(Path to) throws IOException {
        CheckedOutputStream sum = new CheckedOutputStream(Files.newOutputStream(to), new CRC32());
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(sum))) {
            out.writeInt(FORMAT);
            out.writeUTF(dialect);
            Map<String, Understood> kept = new HashMap<>(remembered);
            kept.keySet().retainAll(used);
            out.writeInt(kept.size());
            for (Map.Entry<String, Understood> entry : kept.entrySet()) {
                out.writeUTF(entry.getKey());
                write(entry.getValue(), out);
            }
            out.flush();
            out.writeLong(sum.getChecksum().getValue());
        }
    }

    private static void write(Understood understood, DataOutputStream out) throws IOException {
        byte[] meaning = understood.meaning().getBytes(StandardCharsets.UTF_8);
        out.writeInt(meaning.length);
        out.write(meaning);
        out.writeInt(understood.tables().size());
        for (TableMention table : understood.tables()) {
            out.writeUTF(table.name());
            out.writeInt(table.offset());
        }
        out.writeInt(understood.parameters().size());
        for (Parameter parameter : understood.parameters()) {
            out.writeUTF(parameter.name());
            out.writeInt(parameter.offset());
        }
    }

    private void recall() {
        CRC32 crc = new CRC32();
        try (DataInputStream in = new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), crc))) {
            if (in.readInt() != FORMAT || !in.readUTF().equals(dialect)) {
                return;
            }
            int entries = in.readInt();
            for (int i = 0; i < entries; i++) {
                remembered.put(in.readUTF(), understood(in));
            }
            long sum = crc.getValue();
            if (in.readLong() != sum) {
                remembered.clear();
            }
        } catch (NoSuchFileException never) {
            // Nothing was remembered yet.
        } catch (IOException | RuntimeException damaged) {
            remembered.clear();
        }
    }

    private static Understood understood(DataInputStream in) throws IOException {
        String meaning = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
        Set<TableMention> tables = new LinkedHashSet<>();
        for (int i = in.readInt(); i > 0; i--) {
            tables.add(new TableMention(in.readUTF(), in.readInt()));
        }
        List<Parameter> parameters = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            parameters.add(new Parameter(in.readUTF(), in.readInt()));
        }
        return new Understood(meaning, tables, parameters);
    }
}
