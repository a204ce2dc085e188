package dev.levada.testing.writes;

import dev.levada.testing.writes.Delivery.Shape;
import dev.levada.testing.writes.Scenario.Trait;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deliveries in which everything happens that a mode must bear, drawn from so few values that it happens often. */
final class RandomDeliveries {
    private static final Instant BEGIN = Instant.parse("2024-01-01T00:00:00Z");
    private static final int MOST_ROWS = 9;
    private static final int DAYS = 14;

    private final Random random;
    private final Scenario scenario;
    private Delivery last = new Delivery(List.of(), Shape.FIRST, Optional.empty());

    RandomDeliveries(Random random, Scenario scenario) {
        this.random = random;
        this.scenario = scenario;
    }

    /** @param shape which columns the source has now */
    Delivery next(Shape shape) {
        Optional<String> region = scenario.has(Trait.SCOPED) && oneIn(4) ? Optional.of("north") : Optional.empty();
        last = new Delivery(rows(shape), shape, region);
        return last;
    }

    /** Until the next run begins. */
    Duration pause() {
        return oneIn(4) ? Duration.ZERO : Duration.ofHours(random.nextInt(48));
    }

    private List<Row> rows(Shape shape) {
        if (oneIn(8)) {
            return List.of();
        }
        if (oneIn(6)) {
            return last.rows();
        }
        List<Row> rows = new ArrayList<>();
        for (Row row : last.rows()) {
            if (oneIn(2)) {
                rows.add(oneIn(2) ? row : changed(row));
            }
        }
        int fresh = random.nextInt(MOST_ROWS);
        for (int i = 0; i < fresh; i++) {
            rows.add(row(shape));
        }
        // A run in which no row is good fails, which is not what histories are about.
        rows.add(row(shape).with("id", 1L).with("n", 1L).with("region", "north"));
        return rows;
    }

    private Row changed(Row row) {
        return oneIn(2) ? row.with("v", text("a", "b", "c")) : row.with("at", time());
    }

    private Row row(Shape shape) {
        TreeMap<String, Object> values = new TreeMap<>();
        Row row = new Row(values)
                .with("id", id())
                .with("part", scenario.has(Trait.NULL_KEY) ? text("x", "y") : pick("x", "y"))
                .with("v", text("a", "b", "c"))
                .with("city", text("faro", "porto"))
                .with("n", oneIn(15) ? Long.valueOf(-1) : oneIn(5) ? null : Long.valueOf(random.nextInt(12)))
                .with("at", time())
                .with("op", oneIn(5) ? "D" : text("I", "U"))
                .with("region", oneIn(6) ? text("south") : "north");
        return shape == Shape.WIDER ? row.with("extra", text("e", "f")) : row;
    }

    private @Nullable Object id() {
        if (oneIn(60)) {
            return "none";
        }
        return scenario.has(Trait.NULL_KEY) && oneIn(8) ? null : Long.valueOf(random.nextInt(6));
    }

    private @Nullable Instant time() {
        if (scenario.has(Trait.NULL_TIME) && oneIn(8)) {
            return null;
        }
        Instant day = BEGIN.plus(random.nextInt(DAYS), ChronoUnit.DAYS);
        return oneIn(6) ? day.plus(random.nextInt(3), ChronoUnit.MICROS) : day;
    }

    /** One of some texts, or null. */
    private @Nullable String text(String... texts) {
        int choice = random.nextInt(texts.length + 1);
        return choice == texts.length ? null : texts[choice];
    }

    private String pick(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }
}
