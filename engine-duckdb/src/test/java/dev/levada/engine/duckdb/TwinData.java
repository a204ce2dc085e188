package dev.levada.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Tables of a small shop with all that makes databases differ: nulls, ties, signs, letters of many scripts, no rows. */
final class TwinData {
    private static final List<String> TEXTS = List.of(
            "'a'",
            "'B'",
            "'b'",
            "'ab'",
            "'Ab c'",
            "''",
            "' padded '",
            "'ÄÖü'",
            "'ß'",
            "'éa'",
            "'日本'",
            "'50%'",
            "'a_b'",
            "'it''s'",
            "'Z'",
            "'x,y,z'",
            "'back\\slash'",
            "'😀a'",
            "'İi'");
    private static final List<String> COUNTRIES = List.of("'DE'", "'FR'", "'US'", "'us'", "null");
    private static final List<String> KINDS =
            List.of("'view'", "'view'", "'purchase'", "'add_to_cart'", "'search'", "'review'", "null");
    private static final List<String> DOUBLES = List.of(
            "0.1", "0.2", "-2.5", "2.5", "3.5", "0.285", "2.675", "1e10", "-0.0", "0", "1.5", "100.25", "-7.125",
            "0.1");

    private final Random random;

    TwinData(long seed) {
        random = new Random(seed);
    }

    void fill(Twins twins) throws SQLException {
        twins.table(
                "raw.users",
                "user_id BIGINT, country VARCHAR, plan VARCHAR, age INTEGER, created_at TIMESTAMP, Full_Name VARCHAR",
                rows(40, this::user));
        twins.table(
                "raw.products", "product_id BIGINT, category VARCHAR, price DECIMAL(10,2)", rows(12, this::product));
        twins.table(
                "raw.events",
                "event_id BIGINT, user_id BIGINT, product_id BIGINT, event_type VARCHAR, quantity INTEGER,"
                        + " amount DOUBLE, ts TIMESTAMP",
                rows(300, this::event));
        twins.table(
                "raw.mixed",
                "id INTEGER, a INTEGER, b BIGINT, d DOUBLE, n DECIMAL(10,2), s VARCHAR, dt DATE, ts TIMESTAMP, f BOOLEAN",
                rows(80, this::mixed));
        twins.table("raw.nothing", "a INTEGER, s VARCHAR", List.of());
    }

    private int id;

    private List<String> rows(int count, Supplier<String> row) {
        id = 0;
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            id++;
            rows.add("(" + row.get() + ")");
        }
        return rows;
    }

    private String user() {
        return id + ", " + one(COUNTRIES) + ", " + one(List.of("'free'", "'plus'", "'pro'", "null")) + ", "
                + orNull(random.nextInt(15, 75)) + ", " + time() + ", " + one(TEXTS);
    }

    private String product() {
        return id + ", " + one(List.of("'books'", "'toys'", "'home'", "null")) + ", " + cents();
    }

    private String event() {
        return id + ", " + orNull(random.nextInt(1, 45)) + ", " + orNull(random.nextInt(1, 15)) + ", " + one(KINDS)
                + ", " + orNull(random.nextInt(-1, 5)) + ", " + orNull(random.nextInt(1, 9000) / 100.0) + ", " + time();
    }

    private String mixed() {
        return id + ", " + orNull(random.nextInt(-5, 6)) + ", " + orNull(random.nextInt(-3, 4) * 3_000_000_000L) + ", "
                + orNull(one(DOUBLES)) + ", " + cents() + ", " + orNull(one(TEXTS)) + ", " + date() + ", " + time()
                + ", "
                + one(List.of("true", "false", "null"));
    }

    private String cents() {
        return orNull(random.nextInt(-2000, 2000) / 100.0);
    }

    private String date() {
        return orNull(
                "'%04d-%02d-%02d'".formatted(random.nextInt(1999, 2025), random.nextInt(1, 13), random.nextInt(1, 29)));
    }

    private String time() {
        return orNull("'2024-%02d-%02d %02d:%02d:%02d%s'"
                .formatted(
                        random.nextInt(1, 4),
                        random.nextInt(1, 29),
                        random.nextInt(0, 24),
                        random.nextInt(0, 60),
                        random.nextInt(0, 60),
                        random.nextBoolean() ? "" : ".25"));
    }

    private String orNull(Object value) {
        return random.nextInt(8) == 0 ? "null" : value.toString();
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
