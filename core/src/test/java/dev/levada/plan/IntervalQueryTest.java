package dev.levada.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.problem.Position;
import dev.levada.project.EventTime.Grain;
import dev.levada.project.Interval;
import dev.levada.project.Making.Transform;
import dev.levada.project.SqlParser;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class IntervalQueryTest {
    private static final String SQL = "select $interval_end as e from t where ts >= $interval_start and x > y";
    private static final Interval MARCH = Interval.at(LocalDateTime.of(2024, 3, 5, 6, 7), Grain.MONTH);
    private static final SqlParser PARSER = new SqlParser() {
        @Override
        public Parsed parseQuery(String sql) {
            return new Understood(
                    sql,
                    Set.of(),
                    Pattern.compile("\\$(\\w+)")
                            .matcher(sql)
                            .results()
                            .map(found -> new Parameter(found.group(1), found.start()))
                            .toList());
        }

        @Override
        public Parsed parseExpression(String sql) {
            return parseQuery(sql);
        }
    };

    @Test
    void boundsTakeThePlaceOfTheirNames() {
        assertThat(query(SQL).at(MARCH))
                .isEqualTo("select TIMESTAMP '2024-04-01 00:00:00.000000' as e from t where ts >= TIMESTAMP '2024-03-01"
                        + " 00:00:00.000000' and x > y");
    }

    @Test
    void aPlaceInTheFilledQueryIsFoundInTheWrittenOne() {
        String filled = query(SQL).at(MARCH);
        for (String word : List.of("select", "as e", "where", "and x")) {
            assertThat(query(SQL).written(filled.indexOf(word))).isEqualTo(SQL.indexOf(word));
        }
        assertThat(query(SQL).written(filled.indexOf("2024-03-01"))).isEqualTo(SQL.indexOf("$interval_start"));
    }

    @Test
    void rangesAreSpelledAsTheirGrainCallsFor() {
        IntervalWords months = new IntervalWords(Grain.MONTH);

        assertThat(months.range(MARCH)).isEqualTo("2024-03");
        assertThat(months.range(new Interval(MARCH.from(), MARCH.to().plusMonths(2))))
                .isEqualTo("2024-03 … 2024-05");
        assertThat(months.count(1) + ", " + months.count(1200)).isEqualTo("1 month, 1,200 months");
        assertThat(new IntervalWords(Grain.HOUR).range(Interval.at(MARCH.from(), Grain.HOUR)))
                .isEqualTo("2024-03-01 00:00");
    }

    private static IntervalQuery query(String sql) {
        return IntervalQuery.of(new Transform(sql, new Position(Path.of("x.sql"), 1, 1), Set.of()), PARSER);
    }
}
