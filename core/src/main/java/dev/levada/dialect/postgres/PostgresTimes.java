package dev.levada.dialect.postgres;

/** Functions of days, times and intervals. Moments are looked at in UTC. */
final class PostgresTimes {
    private static final String PARTS = """
            PART(date) -> CAST(extract(FIELD FROM {0}) AS bigint)
            PART(timestamp) -> CAST(extract(FIELD FROM {0}) AS bigint)
            date_part('PART', date) -> CAST(extract(FIELD FROM {1}) AS bigint)
            date_part('PART', timestamp) -> CAST(extract(FIELD FROM {1}) AS bigint)
            """;

    static final String RULES = """
            +(date, integer) -> ({0} + {1})
            +(integer, date) -> ({1} + {0})
            -(date, integer) -> ({0} - {1})
            -(date, date) -> CAST({0} - {1} AS bigint)
            +(date, interval) -> ({0} + {1})
            -(date, interval) -> ({0} - {1})
            +(interval, date) -> ({1} + {0})
            +(timestamp, interval) -> ({0} + {1})
            -(timestamp, interval) -> ({0} - {1})
            +(interval, timestamp) -> ({1} + {0})
            -(timestamp, timestamp) -> ({0} - {1})
            -(timestamptz, timestamptz) -> ({0} - {1})
            date_add(date, interval) -> ({0} + {1})
            date_add(timestamp, interval) -> ({0} + {1})
            to_years(integer) -> make_interval(years => {0})
            to_months(integer) -> make_interval(months => {0})
            to_weeks(integer) -> make_interval(weeks => {0})
            to_days(integer) -> make_interval(days => {0})
            to_hours(count) -> make_interval(hours => {0!})
            to_minutes(count) -> make_interval(mins => {0!})
            date_trunc('year|quarter|month|week|day|hour|minute|second', date) -> date_trunc('{0!}', CAST({1} AS timestamp))
            date_trunc('year|quarter|month|week|day|hour|minute|second', timestamp) -> date_trunc('{0!}', {1})
            date_trunc('year|quarter|month|week|day|hour|minute|second', timestamptz) -> date_trunc('{0!}', {1}, 'UTC')
            date_diff('day', date, date) -> CAST({2} - {1} AS bigint)
            date_diff('day', timestamp, timestamp) -> CAST(CAST({2} AS date) - CAST({1} AS date) AS bigint)
            date_diff('month|months', date, date) -> MONTHS
            date_diff('month|months', timestamp, timestamp) -> MONTHS
            date_diff('year|years', date, date) -> YEARS
            date_diff('year|years', timestamp, timestamp) -> YEARS
            date_diff('hour|hours', timestamp, timestamp) -> STEPS_HOUR
            date_diff('minute|minutes', timestamp, timestamp) -> STEPS_MINUTE
            date_diff('second|seconds', timestamp, timestamp) -> STEPS_SECOND
            epoch(timestamp) -> CAST(extract(epoch FROM {0}) AS double precision)
            epoch(date) -> CAST(extract(epoch FROM {0}) AS double precision)
            date_part('epoch', timestamp) -> CAST(extract(epoch FROM {1}) AS double precision)
            date_part('epoch', date) -> CAST(extract(epoch FROM {1}) AS double precision)
            last_day(date) -> CAST(date_trunc('month', CAST({0} AS timestamp)) + interval '1 month -1 day' AS date)
            last_day(timestamp) -> CAST(date_trunc('month', {0}) + interval '1 month -1 day' AS date)
            dayname(date) -> to_char({0}, 'FMDay')
            dayname(timestamp) -> to_char({0}, 'FMDay')
            monthname(date) -> to_char({0}, 'FMMonth')
            monthname(timestamp) -> to_char({0}, 'FMMonth')
            """.replace(
                            "MONTHS",
                            "CAST((" + part("year", 2) + " - " + part("year", 1) + ") * 12 + " + part("month", 2)
                                    + " - " + part("month", 1) + " AS bigint)")
                    .replace("YEARS", "CAST(" + part("year", 2) + " - " + part("year", 1) + " AS bigint)")
                    .replace("STEPS_HOUR", steps("hour", 3600))
                    .replace("STEPS_MINUTE", steps("minute", 60))
                    .replace("STEPS_SECOND", steps("second", 1))
            + years()
            + parts("quarter", "quarter")
            + parts("month", "month")
            + parts("week", "week")
            + parts("day", "day")
            + parts("dayofweek", "dow")
            + parts("dow", "dow")
            + parts("isodow", "isodow")
            + parts("dayofyear", "doy")
            + parts("doy", "doy")
            + parts("hour", "hour")
            + parts("minute", "minute")
            + seconds();

    private PostgresTimes() {}

    private static String part(String field, int argument) {
        String part = "extract(" + field + " FROM {" + argument + "})";
        return field.equals("year") ? astronomical(part) : part;
    }

    /** The year before the year 1 is 0 in DuckDB, and -1 in PostgreSQL. */
    private static String astronomical(String year) {
        return "(" + year + " + CASE WHEN " + year + " < 0 THEN 1 ELSE 0 END)";
    }

    private static String steps(String unit, int seconds) {
        return "CAST(extract(epoch FROM date_trunc('" + unit + "', {2}) - date_trunc('" + unit + "', {1})) / " + seconds
                + " AS bigint)";
    }

    private static String parts(String name, String field) {
        return PARTS.replace("PART", name).replace("FIELD", field);
    }

    private static String years() {
        return parts("year", "year")
                .replace("extract(year FROM {0})", part("year", 0))
                .replace("extract(year FROM {1})", part("year", 1));
    }

    /** Whole seconds, without their fraction. */
    private static String seconds() {
        return parts("second", "second")
                .replaceAll("CAST\\((.*?)\\) AS bigint\\)", "CAST(trunc($1)) AS bigint)")
                .lines()
                .filter(line -> line.contains("timestamp"))
                .map(line -> line + "\n")
                .reduce("", String::concat);
    }
}
