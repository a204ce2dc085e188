package dev.levada.testing.run;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on by a second whenever somebody looks at it. */
final class Ticking extends Clock {
    private final AtomicLong seconds = new AtomicLong();

    @Override
    public Instant instant() {
        return Instant.parse("2024-07-01T09:30:15Z").plusSeconds(seconds.incrementAndGet());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
