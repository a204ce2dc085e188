package dev.levada.store.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands between a program and the server, and cuts the connection where the server says that it has committed. */
final class Cut implements AutoCloseable {
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket entrance;
    private final int server;
    private volatile boolean armed;
    private volatile boolean refusing;
    private volatile boolean refusesAfter;

    Cut(int server) throws IOException {
        this.server = server;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** The next answer to a commit does not arrive. */
    void arm() {
        armed = true;
    }

    /** Nor does anything after it. */
    void armForGood() {
        refusesAfter = true;
        armed = true;
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = entrance.accept();
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
                begin(() -> forward(client, there, false));
                begin(() -> forward(there, client, true));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void forward(Socket from, Socket to, boolean areAnswers) {
        byte[] bytes = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                if (areAnswers && armed && text.contains(COMMITTED)) {
                    armed = false;
                    refusing = refusesAfter;
                    return;
                }
                out.write(bytes, 0, count);
                out.flush();
            }
        } catch (IOException ended) {
            // one of them hung up
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
