package dev.levada.testing.shop;

/**
 * How much data the shop has, and which.
 *
 * @param events lines of events, duplicates included
 * @param duplicates how many of those lines tell again of an event that another line told of
 * @param seed the same seed gives the same data
 */
public record Scale(int users, long events, int products, long duplicates, long seed) {
    /** That of {@code examples/shop}. */
    public static final Scale EXAMPLE = new Scale(10_000, 50_000, 200, 200, 42);

    public Scale {
        if (users < 1 || events < 1 || products < 1) {
            throw new IllegalArgumentException("a shop has at least one user, one event and one product");
        }
        if (duplicates < 0 || duplicates * 2 > events) {
            throw new IllegalArgumentException(duplicates + " duplicates among " + events
                    + " events: at most half of the events can be duplicates");
        }
    }

    /** Events told apart by their id. */
    public long distinctEvents() {
        return events - duplicates;
    }
}
