package dev.levada.testing.net;

import dev.levada.testing.net.Fault.Direction;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Passes on the bytes of one connection in one direction, and does to them what was said. Runs in a thread of its own. */
final class Pump {
    private static final int PIECE = 16 * 1024;
    private static final int PIECES_OF_SECOND = 20;

    private final TroubledWire.Wire wire;
    private final Socket from;
    private final Socket to;
    private final List<Fault> faults;
    private final AtomicLong total;
    private final String name;
    private long at;

    Pump(TroubledWire.Wire wire, Direction direction, Socket from, Socket to, List<Fault> faults, AtomicLong total) {
        this.wire = wire;
        this.from = from;
        this.to = to;
        this.faults =
                faults.stream().filter(fault -> fault.direction() == direction).toList();
        this.total = total;
        this.name = "levada-wire-" + direction;
    }

    void start() {
        thread(name, this::run);
    }

    /** Something that ends when its sockets are closed. */
    @FunctionalInterface
    interface Passing {
        void run() throws IOException, InterruptedException;
    }

    static void thread(String name, Passing passing) {
        Thread thread = new Thread(
                () -> {
                    try {
                        passing.run();
                    } catch (IOException | InterruptedException e) {
                        // one of the sockets was closed, which is how it ends
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private void run() throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] piece = new byte[PIECE];
        while (true) {
            int most = (int) Math.min(PIECE, untilNext());
            if (most == 0) {
                wire.cut();
                return;
            }
            int count = in.read(piece, 0, most);
            if (count < 0) {
                to.shutdownOutput();
                return;
            }
            pass(piece, count, out);
        }
    }

    /** How many bytes may pass before something happens; 0 if it is the end. Waits while nothing passes. */
    private long untilNext() throws IOException, InterruptedException {
        long next = Long.MAX_VALUE;
        for (Fault fault : faults) {
            if (fault instanceof Fault.Cut cut) {
                next = Math.min(next, Math.max(0, cut.after() - at));
            } else if (fault instanceof Fault.Stall stall) {
                if (stall.after() <= at) {
                    swallow();
                }
                next = Math.min(next, stall.after() - at);
            } else if (fault instanceof Fault.Throttle throttle) {
                next = Math.min(next, Math.max(1, throttle.bytesPerSecond() / PIECES_OF_SECOND));
            } else if (fault instanceof Fault.Delay delay && delay.after() > at) {
                next = Math.min(next, delay.after() - at);
            }
        }
        return next;
    }

    /** Waits for the end of the connection without reading, as a machine does that hangs. */
    private void swallow() throws IOException, InterruptedException {
        while (!from.isClosed() && !to.isClosed()) {
            TimeUnit.MILLISECONDS.sleep(PIECES_OF_SECOND);
        }
        throw new IOException("closed");
    }

    private void pass(byte[] piece, int count, OutputStream out) throws IOException, InterruptedException {
        for (Fault fault : faults) {
            if (fault instanceof Fault.Corrupt corrupt && corrupt.at() >= at && corrupt.at() < at + count) {
                int place = (int) (corrupt.at() - at);
                piece[place] = (byte) ~piece[place];
            } else if (fault instanceof Fault.Delay delay && delay.after() == at) {
                TimeUnit.NANOSECONDS.sleep(delay.length().toNanos());
            } else if (fault instanceof Fault.Throttle throttle) {
                TimeUnit.NANOSECONDS.sleep(TimeUnit.SECONDS.toNanos(1) * count / throttle.bytesPerSecond());
            }
        }
        out.write(piece, 0, count);
        out.flush();
        at += count;
        total.addAndGet(count);
    }
}
