package dev.levada.testing.shop;

import dev.levada.testing.shop.Events.Event;

/** Which events are told of twice, and how the second line differs from the first. */
final class Repeats {
    private static final int DAY = 86_400;

    private final long count;
    private final long delay;
    private final Shuffle order;
    private final Dice ways;
    private final Dice shifts;

    Repeats(Scale scale) {
        this.count = scale.duplicates();
        this.delay = scale.distinctEvents() / 12;
        this.order = new Shuffle(scale.distinctEvents(), 0.561553);
        this.ways = new Dice(scale.seed(), "repeats.way");
        this.shifts = new Dice(scale.seed(), "repeats.shift");
    }

    private enum Way {
        /** The same line, directly after the first. */
        AT_ONCE,
        /** The same line, half a month later. */
        LATE,
        /** Half a month later comes a line that says the event happened later, and that more was bought. */
        REVISED,
        /** Half a month later comes a line that is older than the first one. */
        STALE
    }

    /** After how many more events a late line comes. */
    long delay() {
        return delay;
    }

    boolean isRepeatedAtOnce(long row) {
        return isRepeated(row) && way(row) == Way.AT_ONCE;
    }

    boolean isRepeatedLater(long row) {
        return isRepeated(row) && way(row) != Way.AT_ONCE;
    }

    /** The late line that tells of the event again. Its time stays among the times that events can have. */
    Event later(Event event) {
        long row = event.id() - 1;
        int shift = DAY / 2 + shifts.below(row, 3 * DAY);
        return switch (way(row)) {
            case AT_ONCE, LATE -> event;
            case REVISED -> event.time() + shift < Events.END ? event.withMore().withTime(event.time() + shift) : event;
            case STALE ->
                event.time() - shift >= Events.START ? event.withMore().withTime(event.time() - shift) : event;
        };
    }

    private boolean isRepeated(long row) {
        return row >= 0 && order.isAmong(row, count);
    }

    private Way way(long row) {
        return ways.of(row, Way.values());
    }
}
