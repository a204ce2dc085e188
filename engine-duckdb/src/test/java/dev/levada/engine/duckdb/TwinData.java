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

    private static final List<String> EDGES = List.of(
            "(1, 'NaN', 0, 0, 9223372036854775807, 0.5, date '0001-01-01' - 16000, '1969-12-31 23:59:59.75', ' a ', true)",
            "(2, 'Infinity', 'NaN', 2147483647, -9223372036854775807, -0.5, date '0001-01-01' - 1, '1970-01-01 00:00:00', '\u00a0x\u2003', false)",
            "(3, '-Infinity', 1, -2147483647, 0, 1.25, '0001-01-01', '1969-12-31 23:00:00', '\t', null)",
            "(4, -0.0, '-0', 7, 4611686018427387905, -1.25, '0999-12-31', '2024-02-29 12:00:00.999999', 'é', true)",
            "(5, 0, -1, -7, 9007199254740993, 2.5, '1582-10-10', '2023-03-31 00:00:00', 'e\u0301', true)",
            "(6, 0.5, '-Infinity', 1, -9007199254740993, -2.5, '2024-02-29', '2023-12-31 23:59:59.5', '', false)",
            "(7, 1.5, 'Infinity', 2, 15, 1.15, '2023-12-31', '2021-01-01 10:00:00', '😀 é 日', null)",
            "(8, 2.5, 2, 3, -15, 1.25, '2021-01-01', '2020-12-31 10:00:00', ' ', true)",
            "(9, -2.5, 0.1, null, 5, 999999.995, '2020-12-31', '1900-01-01 00:00:00.000001', 'ǅ', false)",
            "(10, 0.49999999999999994, 3, 100, null, 0.05, '9999-12-31', '2262-04-12 00:00:00', 'ﬁ', true)",
            "(11, 4503599627370497.5, 7, -100, 1, 0.45, '10000-01-01', '1582-10-15 01:02:03', 'x y  z', null)",
            "(12, 0.285, 1e300, 14, 2, null, null, null, null, null)",
            "(13, null, null, -14, 3, 1.005, '1970-01-01', '0100-03-01 00:00:00', 'K', false)",
            "(14, 'NaN', 'NaN', 49, 4, 2.675, '2000-02-29', '9999-12-31 23:59:59.999999', 'ΑΣ', true)",
            "(15, 1e-300, 1e-300, 50, 6, -0.001, '1900-02-28', '2024-01-31 10:00:00', 'straße', true)");

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
        twins.table(
                "raw.edges",
                "k INTEGER, d DOUBLE, e DOUBLE, i INTEGER, b BIGINT, n DECIMAL(10,3), dt DATE, ts TIMESTAMP, s VARCHAR,"
                        + " f BOOLEAN",
                EDGES);
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
