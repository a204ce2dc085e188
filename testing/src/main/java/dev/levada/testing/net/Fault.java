package dev.levada.testing.net;

import java.time.Duration;

/** What goes wrong with the bytes of one connection, in one direction. */
public sealed interface Fault {
    /** Which bytes. */
    Direction direction();

    /** Where bytes go. */
    enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** The connection breaks for both sides when so many bytes have passed; the last of them may be lost on their way. */
    record Cut(Direction direction, long after) implements Fault {}

    /** Nothing passes any more when so many bytes have; the connection stays. */
    record Stall(Direction direction, long after) implements Fault {}

    /** The byte at that place, counted from 0, arrives with all of its bits turned. */
    record Corrupt(Direction direction, long at) implements Fault {}

    /** Bytes arrive later by so much, once when so many have passed. */
    record Delay(Direction direction, long after, Duration length) implements Fault {}

    /** No more than so many bytes pass in a second. */
    record Throttle(Direction direction, long bytesPerSecond) implements Fault {
        public Throttle {
            if (bytesPerSecond <= 0) {
                throw new IllegalArgumentException("bytes in a second: " + bytesPerSecond);
            }
        }
    }
}
