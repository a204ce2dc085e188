package dev.levada.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;

/** Keeps a child at a {@link dev.levada.store.CrashPoint} until it is let go. */
final class Hold implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 120_000;

    private final String point;
    private final ServerSocket server;

    Hold(String point) {
        this.point = point;
        try {
            server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            server.setSoTimeout(PATIENCE_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the child's JVM must be told. */
    List<String> options() {
        return List.of("-Dlevada.hold-at=" + point, "-Dlevada.hold-port=" + server.getLocalPort());
    }

    /** The same with some more. */
    List<String> options(List<String> more) {
        return Stream.concat(options().stream(), more.stream()).toList();
    }

    /** Does something once a child has come to the point, and then lets it go for good. */
    void during(Runnable something) {
        try (Socket child = server.accept()) {
            server.close();
            something.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
