package dev.levada.engine.duckdb;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Saves what a broken CSV line took with it: a quote that is never closed swallows the lines behind it, and a line that
 * cannot be decoded hides its bytes.
 */
final class Salvage {
    /** What DuckDB keeps of a line that it rejects, in bytes. Lines that swallow more than that are cut there. */
    static final long LONGEST_LINE = 64L << 20;
    /** So many pieces are read again; a file with more stray quotes than that is not CSV. */
    private static final int MOST_PIECES = 200;

    private static final int GZIP = 0x1f8b;
    private static final int ZSTD = 0x28b5;

    private final Path folder;
    private int files;
    private int pieces;

    /** @param folder where pieces are written to be read again */
    Salvage(Path folder) {
        this.folder = folder;
    }

    /** Writes lines to be read as a file of their own; empty if there were too many already. */
    Optional<Path> piece(String lines) {
        if (pieces >= MOST_PIECES) {
            return Optional.empty();
        }
        pieces++;
        Path piece = file();
        try {
            return Optional.of(Files.writeString(piece, lines));
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The path of a new file for lines that are read again. */
    Path file() {
        try {
            Files.createDirectories(folder);
            return folder.resolve("salvage-" + files++ + ".csv");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    LevadaException failed(IOException e) {
        return new LevadaException(
                "engine.io", Blame.RESOURCES, "Cannot copy lines into " + folder + ": " + e.getMessage(), e);
    }

    /** The line at a place of a file, with bytes that are not UTF-8 spelled {@code \xNN}; empty for compressed files. */
    static Optional<String> lineAt(Path file, long offset) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            if (isCompressed(bytes)) {
                return Optional.empty();
            }
            bytes.seek(offset);
            String latin = bytes.readLine(); // one character for each byte
            return Optional.ofNullable(latin).map(line -> spell(line.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Whether a file is compressed in one of the ways that DuckDB reads, or cannot be read. */
    static boolean isCompressed(Path file) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            return isCompressed(bytes);
        } catch (IOException e) {
            return true;
        }
    }

    private static boolean isCompressed(RandomAccessFile bytes) throws IOException {
        int magic = bytes.length() < 2 ? 0 : bytes.readUnsignedShort();
        return magic == GZIP || magic == ZSTD;
    }

    private static String spell(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length * 4 + 4);
        while (true) {
            CoderResult result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int i = 0; i < result.length(); i++) {
                out.put(String.format("\\x%02X", in.get() & 0xff));
            }
        }
    }

    /** Removes the files. */
    void close() {
        for (int file = 0; file < files; file++) {
            try {
                Files.deleteIfExists(folder.resolve("salvage-" + file + ".csv"));
            } catch (IOException e) {
                return; // the spill folder is emptied when the engine closes
            }
        }
    }
}
