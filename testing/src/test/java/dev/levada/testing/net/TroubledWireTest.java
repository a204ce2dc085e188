package dev.levada.testing.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.testing.net.Fault.Corrupt;
import dev.levada.testing.net.Fault.Cut;
import dev.levada.testing.net.Fault.Delay;
import dev.levada.testing.net.Fault.Direction;
import dev.levada.testing.net.Fault.Stall;
import dev.levada.testing.net.Fault.Throttle;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that sends back what it gets, behind a wire. */
@Timeout(60)
class TroubledWireTest {
    private static final int SIZE = 100_000;

    private ServerSocket echo;
    private TroubledWire wire;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Pump.thread("echo", this::serve);
        wire = TroubledWire.to(echo.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        wire.close();
        echo.close();
    }

    private void serve() throws IOException {
        while (true) {
            Socket client = echo.accept();
            Pump.thread("echo", () -> client.getInputStream().transferTo(client.getOutputStream()));
        }
    }

    @Test
    void bytesPassAsTheyAreIfNothingIsSaid() throws IOException {
        assertThat(echoed(SIZE)).isEqualTo(bytes(SIZE));
        assertThat(wire.passed(Direction.TO_SERVER)).isEqualTo(SIZE);
        assertThat(wire.passed(Direction.TO_CLIENT)).isEqualTo(SIZE);
        assertThat(wire.connections()).isEqualTo(1);
    }

    @Test
    void aCutComesAfterExactlySoManyBytes() throws IOException {
        for (Direction direction : Direction.values()) {
            for (int after : new int[] {0, 1, 16_384, 99_999}) {
                wire.trouble(connection -> List.of(new Cut(direction, after)));
                assertThatThrownBy(() -> echoed(SIZE)).isInstanceOfAny(SocketException.class, IOException.class);
                assertThat(wire.passed(direction)).isEqualTo(after);
            }
        }
    }

    @Test
    void oneConnectionMayFailAndTheNextNot() throws IOException {
        wire.trouble(connection -> connection == 0 ? List.of(new Cut(Direction.TO_CLIENT, 10)) : List.of());
        assertThatThrownBy(() -> echoed(SIZE)).isInstanceOf(IOException.class);
        assertThat(echoed(SIZE)).isEqualTo(bytes(SIZE));
    }

    @Test
    void oneByteArrivesTurnedAndTheOthersAsTheyAre() throws IOException {
        for (int at : new int[] {0, 16_383, 16_384, SIZE - 1}) {
            wire.trouble(connection -> List.of(new Corrupt(Direction.TO_CLIENT, at)));
            byte[] expected = bytes(SIZE);
            expected[at] = (byte) ~expected[at];
            assertThat(echoed(SIZE)).isEqualTo(expected);
        }
    }

    @Test
    void afterAStallNothingPassesAndTheConnectionStays() throws IOException {
        wire.trouble(connection -> List.of(new Stall(Direction.TO_CLIENT, 1000)));
        try (Socket client = connect()) {
            client.getOutputStream().write(bytes(2000));
            assertThat(client.getInputStream().readNBytes(1000)).hasSize(1000);
            client.setSoTimeout(200);
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void bytesAreHeldUp() throws IOException {
        wire.trouble(connection -> List.of(new Delay(Direction.TO_CLIENT, 500, Duration.ofMillis(300))));
        assertThat(timed(1000)).isGreaterThan(Duration.ofMillis(290));
        wire.trouble(connection -> List.of(new Throttle(Direction.TO_SERVER, 5000)));
        assertThat(timed(2500)).isGreaterThan(Duration.ofMillis(450));
    }

    private Duration timed(int count) throws IOException {
        long begin = System.nanoTime();
        assertThat(echoed(count)).isEqualTo(bytes(count));
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private byte[] echoed(int count) throws IOException {
        try (Socket client = connect()) {
            Pump.thread("writer", () -> client.getOutputStream().write(bytes(count)));
            byte[] got = client.getInputStream().readNBytes(count);
            if (got.length < count) {
                throw new IOException("ended after " + got.length);
            }
            return got;
        }
    }

    private Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), wire.port());
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + i / 251);
        }
        return bytes;
    }
}
