package dev.levada.testing.shop;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;

/** What visitors did, in the order in which the shop's front end delivers it. */
final class Events {
    /** The time of the first possible event, in seconds since the epoch. */
    static final long START = LocalDate.of(2024, 1, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    /** No event happens at this time or later. */
    static final long END = LocalDate.of(2024, 7, 1).atStartOfDay().toEpochSecond(ZoneOffset.UTC);

    private static final Kind[] KINDS = Arrays.stream(Kind.values())
            .flatMap(kind -> Collections.nCopies(kind.share, kind).stream())
            .toArray(Kind[]::new);
    private static final int DEVICES = 3;
    private static final int CHANNELS = 4;

    private final long distinct;
    private final int users;
    private final Products products;
    private final Shuffle userOrder;
    private final Repeats repeats;
    private final Dice kinds;
    private final Dice userRanks;
    private final Dice productRanks;
    private final Dice quantities;
    private final Dice moments;
    private final Dice contexts;

    Events(Scale scale, Products products) {
        this.distinct = scale.distinctEvents();
        this.users = scale.users();
        this.products = products;
        this.userOrder = new Shuffle(users, 0.302776);
        this.repeats = new Repeats(scale);
        this.kinds = new Dice(scale.seed(), "events.event_type");
        this.userRanks = new Dice(scale.seed(), "events.user_id");
        this.productRanks = new Dice(scale.seed(), "events.product_id");
        this.quantities = new Dice(scale.seed(), "events.quantity");
        this.moments = new Dice(scale.seed(), "events.ts");
        this.contexts = new Dice(scale.seed(), "events.context");
    }

    /** What a visitor does. */
    enum Kind {
        VIEW("view", 9),
        SEARCH("search", 3),
        ADD_TO_CART("add_to_cart", 4),
        PURCHASE("purchase", 3),
        REVIEW("review", 1);

        private final String word;
        /** In twentieths of all events. */
        private final int share;

        Kind(String word, int share) {
            this.word = word;
            this.share = share;
        }

        /** As the event log spells it. */
        String word() {
            return word;
        }
    }

    /**
     * One line.
     *
     * @param product 0 for none
     * @param quantity 0 for none
     * @param time in seconds since the epoch
     */
    record Event(
            long id,
            long user,
            Kind kind,
            long product,
            int quantity,
            long priceCents,
            long time,
            int device,
            int channel) {

        Event withTime(long other) {
            return new Event(id, user, kind, product, quantity, priceCents, other, device, channel);
        }

        /** Another amount, for purchases. */
        Event withMore() {
            int more = quantity == 0 ? 0 : quantity + 1;
            return new Event(id, user, kind, product, more, priceCents, time, device, channel);
        }
    }

    /** Takes the lines in the order of their delivery. */
    interface Sink {
        /**
         * Takes the next line.
         *
         * @param delivered when it arrives, in seconds since the epoch; never falls
         */
        void accept(Event event, long delivered) throws IOException;
    }

    /** Hands over every line, each event's first one before the others that tell of it. */
    void deliver(Sink sink) throws IOException {
        for (long row = 0; row < distinct + repeats.delay(); row++) {
            long now = row < distinct ? deliver(row, sink) : END - 1;
            long repeated = row - repeats.delay();
            if (repeats.isRepeatedLater(repeated)) {
                sink.accept(repeats.later(at(repeated)), now);
            }
        }
    }

    private long deliver(long row, Sink sink) throws IOException {
        Event event = at(row);
        sink.accept(event, event.time());
        if (repeats.isRepeatedAtOnce(row)) {
            sink.accept(event, event.time());
        }
        return event.time();
    }

    /** The event of a row, counted from 0. */
    private Event at(long row) {
        Kind kind = kinds.of(row, KINDS);
        long user = userOrder.at(userRanks.skewed(row, users)) + 1;
        long product = kind == Kind.SEARCH ? 0 : productRanks.skewed(row, products.count()) + 1;
        int quantity = kind == Kind.PURCHASE ? quantities.skewed(row, 3) + 1 : 0;
        long price = kind == Kind.PURCHASE ? products.priceCents(product - 1) : 0;
        int context = contexts.below(row, DEVICES * CHANNELS);
        return new Event(
                row + 1, user, kind, product, quantity, price, time(row), context % DEVICES, context / DEVICES);
    }

    /** Rows lie in the order of time. */
    private long time(long row) {
        long slot = slot(row);
        return slot + moments.below(row, (int) Math.max(1, slot(row + 1) - slot));
    }

    private long slot(long row) {
        return START + (long) ((END - START) * ((double) row / distinct));
    }
}
