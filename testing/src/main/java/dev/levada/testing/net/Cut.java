package dev.levada.testing.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands between a program and a server, and cuts the connection before the program learns that the server has committed. */
public final class Cut implements AutoCloseable {
    private final ServerSocket entrance;
    private final int server;
    private final Sign sign;
    private final List<String> words;
    private volatile boolean armed;
    private volatile boolean refusing;
    private volatile boolean refusesAfter;

    /** What tells that the server commits. */
    public enum Sign {
        /** Words of the program, whose answer is lost. */
        REQUEST,
        /** Words of the server, which are lost themselves. */
        ANSWER
    }

    /** @param words one after the other, as they stand on one line, in capitals; the last tells */
    public Cut(int server, Sign sign, String... words) throws IOException {
        this.server = server;
        this.sign = sign;
        this.words = List.of(words);
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        begin(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** The next answer to a commit does not arrive. */
    public void arm() {
        armed = true;
    }

    /** Nor does anything after it. */
    public void armForGood() {
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
                AtomicBoolean isCommitting = new AtomicBoolean();
                begin(() -> forward(client, there, Sign.REQUEST, isCommitting));
                begin(() -> forward(there, client, Sign.ANSWER, isCommitting));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void forward(Socket from, Socket to, Sign direction, AtomicBoolean isCommitting) {
        byte[] bytes = new byte[65_536];
        int heard = 0;
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
                boolean isHeard = armed && direction == sign && text.contains(words.get(heard));
                heard += isHeard ? 1 : 0;
                if (heard == words.size()) {
                    heard = 0;
                    armed = false;
                    refusing = refusesAfter;
                    isCommitting.set(true);
                }
                if (direction == Sign.ANSWER && (refusing || isCommitting.get())) {
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
