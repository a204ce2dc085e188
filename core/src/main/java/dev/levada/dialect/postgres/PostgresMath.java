package dev.levada.dialect.postgres;

/** Functions of numbers. Wherever PostgreSQL would round, overflow or divide in another way the spelling makes up for it. */
final class PostgresMath {
    /** Of doubles halves are rounded away from zero; PostgreSQL's own round takes the even neighbour. */
    private static final String ROUND =
            "(CASE WHEN abs(X - trunc(X)) >= 0.5 THEN trunc(X) + sign(X) ELSE trunc(X) END)";

    static final String RULES = """
            +(exact, exact) -> ({0} + {1})
            +(double, double) -> ({0} + {1})
            +(interval, interval) -> ({0} + {1})
            -(exact, exact) -> ({0} - {1})
            -(double, double) -> ({0} - {1})
            -(interval, interval) -> ({0} - {1})
            *(exact, exact) -> ({0} * {1})
            *(double, double) -> ({0} * {1})
            -(integer) -> (- {0})
            -(bigint) -> (- {0})
            -(hugeint) -> (- {0})
            -(decimal) -> (- {0})
            -(double) -> (- {0})
            /(double, double) -> DIVISION
            //(integer, integer) -> ({0} / {1})
            //(bigint, bigint) -> ({0} / {1})
            %(integer, integer) -> ({0} % {1})
            %(bigint, bigint) -> ({0} % {1})
            abs(integer) -> abs({0})
            abs(bigint) -> abs({0})
            abs(hugeint) -> abs({0})
            abs(decimal) -> abs({0})
            abs(double) -> abs({0})
            sign(integer) -> CAST(sign({0}) AS smallint)
            sign(bigint) -> CAST(sign({0}) AS smallint)
            sign(double) -> CAST(sign({0}) AS smallint)
            sign(decimal) -> CAST(sign({0}) AS smallint)
            round(decimal) -> round({0})
            round(decimal, count) -> round({0}, {1!})
            round(double) -> ROUND_WHOLE
            round(double, count) -> ROUND_PLACES
            floor(double) -> floor({0})
            floor(decimal) -> floor({0})
            ceil(double) -> ceil({0})
            ceil(decimal) -> ceil({0})
            trunc(double) -> trunc({0})
            trunc(decimal) -> trunc({0})
            sqrt(double) -> sqrt({0})
            ln(double) -> ln({0})
            log10(double) -> log({0})
            exp(double) -> exp({0})
            power(double, double) -> power({0}, {1})
            pi() -> pi()
            isnan(double) -> ({0} = 'NaN'::double precision)
            """.replace("DIVISION", division())
            .replace("ROUND_WHOLE", ROUND.replace("X", "{0}"))
            .replace(
                    "ROUND_PLACES",
                    "(" + ROUND.replace("X", "({0} * 1e{1!}::double precision)") + " / 1e{1!}::double precision)");

    private PostgresMath() {}

    /** A division by zero gives an infinity, or NaN, which the product with an infinity is too; so is that by minus zero. */
    private static String division() {
        return "CASE WHEN {1} = 0 THEN {0} * CASE WHEN CAST({1} AS text) = '-0' THEN '-Infinity' ELSE 'Infinity' END"
                + "::double precision ELSE {0} / {1} END";
    }
}
