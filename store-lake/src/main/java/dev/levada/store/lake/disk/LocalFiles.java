package dev.levada.store.lake.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;
import org.apache.iceberg.io.SeekableInputStream;

/** The local disk as Iceberg sees it. Every file that it closes is durable, its name included. */
public final class LocalFiles implements FileIO {
    private static final long serialVersionUID = 1;

    private static final String SCHEME = "file:";

    /** The path of a location, with or without a scheme. Locations are never percent-decoded. */
    public static Path path(String location) {
        if (!location.startsWith(SCHEME)) {
            return Path.of(location);
        }
        String path = location.substring(SCHEME.length());
        while (path.startsWith("//")) {
            path = path.substring(1);
        }
        return Path.of(path);
    }

    @Override
    public void initialize(Map<String, String> properties) {}

    @Override
    public Map<String, String> properties() {
        return Map.of();
    }

    @Override
    public InputFile newInputFile(String location) {
        return new Input(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new Output(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException failed) {
            throw new RuntimeIOException(failed, "%s could not be deleted", location);
        }
    }

    private record Input(String location) implements InputFile {
        @Override
        public long getLength() {
            try {
                return Files.size(path(location));
            } catch (IOException failed) {
                throw unreadable(failed);
            }
        }

        @Override
        public SeekableInputStream newStream() {
            try {
                return new LocalInput(FileChannel.open(path(location), StandardOpenOption.READ));
            } catch (IOException failed) {
                throw unreadable(failed);
            }
        }

        @Override
        public boolean exists() {
            return Files.exists(path(location));
        }

        private RuntimeException unreadable(IOException failed) {
            return failed instanceof NoSuchFileException
                    ? new NotFoundException(failed, "%s does not exist", location)
                    : new RuntimeIOException(failed, "%s could not be read", location);
        }
    }

    private record Output(String location) implements OutputFile {
        @Override
        public PositionOutputStream create() {
            Path path = path(location);
            try {
                Path folder = path.getParent();
                if (folder != null) {
                    Durable.createFolders(folder);
                }
                return new LocalOutput(
                        path, FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
            } catch (FileAlreadyExistsException there) {
                throw new AlreadyExistsException(there, "%s exists already", location);
            } catch (IOException failed) {
                throw new RuntimeIOException(failed, "%s could not be written", location);
            }
        }

        @Override
        public PositionOutputStream createOrOverwrite() {
            try {
                Files.deleteIfExists(path(location));
            } catch (IOException failed) {
                throw new RuntimeIOException(failed, "%s could not be written", location);
            }
            return create();
        }

        @Override
        public InputFile toInputFile() {
            return new Input(location);
        }
    }
}
