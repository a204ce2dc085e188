package dev.levada.testing.net;

import dev.levada.testing.net.Fault.Direction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/**
 * Stands between clients and a server of this machine, and passes bytes on. What goes wrong with them is said for each
 * connection beforehand, to the byte, so that a test that fails fails again.
 */
public final class TroubledWire implements AutoCloseable {
    private final int server;
    private final ServerSocket entrance;
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private volatile Course course = new Course(connection -> List.of());

    private TroubledWire(int server, ServerSocket entrance) {
        this.server = server;
        this.entrance = entrance;
    }

    /** Listens at a port of its own, for a server on this machine. */
    public static TroubledWire to(int serverPort) throws IOException {
        TroubledWire wire = new TroubledWire(serverPort, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Pump.thread("levada-wire", wire::accept);
        return wire;
    }

    /** Where clients connect to. */
    public int port() {
        return entrance.getLocalPort();
    }

    /**
     * Says what goes wrong with connections from now on, and counts them and their bytes from 0 again.
     *
     * @param byConnection by the number of the connection, counted from 0
     */
    public void trouble(IntFunction<List<Fault>> byConnection) {
        course = new Course(byConnection);
    }

    /** Nothing goes wrong from now on. */
    public void calm() {
        trouble(connection -> List.of());
    }

    /** How many connections clients made. */
    public int connections() {
        return course.connections.get();
    }

    /** How many bytes were passed on, over all connections. */
    public long passed(Direction direction) {
        return course.passed(direction).get();
    }

    private void accept() throws IOException {
        while (!entrance.isClosed()) {
            Socket client = entrance.accept();
            Course now = course;
            List<Fault> faults = now.faults.apply(now.connections.getAndIncrement());
            Socket beyond;
            try {
                beyond = new Socket(InetAddress.getLoopbackAddress(), server);
            } catch (IOException e) {
                client.close(); // as if the server had
                continue;
            }
            Wire wire = new Wire(client, beyond);
            wires.add(wire);
            new Pump(wire, Direction.TO_SERVER, client, beyond, faults, now.toServer).start();
            new Pump(wire, Direction.TO_CLIENT, beyond, client, faults, now.toClient).start();
        }
    }

    /** Ends all connections. */
    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        wires.forEach(Wire::cut);
    }

    /** What is said at a time, and what has happened since. */
    private record Course(
            IntFunction<List<Fault>> faults, AtomicInteger connections, AtomicLong toServer, AtomicLong toClient) {
        Course(IntFunction<List<Fault>> faults) {
            this(faults, new AtomicInteger(), new AtomicLong(), new AtomicLong());
        }

        AtomicLong passed(Direction direction) {
            return direction == Direction.TO_SERVER ? toServer : toClient;
        }
    }

    /** Both ends of one connection. */
    record Wire(Socket client, Socket server) {
        /** Ends it for both sides, without a farewell. */
        void cut() {
            for (Socket socket : List.of(client, server)) {
                try {
                    socket.setSoLinger(true, 0);
                    socket.close();
                } catch (IOException e) {
                    // it is closed already
                }
            }
        }
    }
}
