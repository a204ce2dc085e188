package dev.levada.api.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.sql.Moments.Visit;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MomentsTest {
    private final List<String> ended = new ArrayList<>();
    private final Moments<Named> moments = new Moments<>();
    private int begun;

    private final class Named implements Moments.Moment {
        private final String name;

        Named(String name) {
            this.name = name;
        }

        @Override
        public void end() {
            ended.add(name);
        }
    }

    @Test
    void allPartsOfAnExtentSeeTheSameMoment() throws SQLException {
        Visit<Named> first = enter("orders", 0);
        assertThat(first.moment().name).isEqualTo("orders 1");
        read(first);
        assertThat(ended).as("the other part is still to be read").isEmpty();
        read(enter("orders", 1));
        assertThat(ended).containsExactly("orders 1");
        assertThat(enter("orders", 0).moment().name).as("what is read next").isEqualTo("orders 2");
    }

    @Test
    void readersOfTheSameAtTheSameTimeShareIt() throws SQLException {
        Visit<Named> one = enter("orders", 0);
        Visit<Named> other = enter("orders", 0);
        assertThat(other.moment()).isSameAs(one.moment());
        read(one);
        read(other);
        read(enter("orders", 1));
        assertThat(ended).isEmpty();
        read(enter("orders", 1));
        assertThat(ended).containsExactly("orders 1");
    }

    @Test
    void othersHaveTheirOwn() throws SQLException {
        assertThat(enter("orders", 0).moment()).isNotSameAs(enter("users", 0).moment());
    }

    @Test
    void oneThatIsLeftInTheMiddleEndsWithItsLastReader() throws SQLException {
        Visit<Named> one = enter("orders", 0);
        Visit<Named> other = enter("orders", 1);
        one.close();
        assertThat(ended).as("one still reads").isEmpty();
        read(other);
        assertThat(ended).containsExactly("orders 1");
        other.close();
        assertThat(ended).hasSize(1);
    }

    @Test
    void oneThatCannotBeginIsTriedAgainByTheNext() throws SQLException {
        assertThatThrownBy(() -> moments.enter("orders", 0, 2, () -> {
                    throw new SQLException("gone");
                }))
                .hasMessage("gone");
        assertThat(enter("orders", 0).moment().name).isEqualTo("orders 1");
        assertThat(ended).isEmpty();
    }

    @Test
    void allEndWithTheSource() throws SQLException {
        read(enter("orders", 0));
        read(enter("users", 1));
        moments.close();
        assertThat(ended).containsExactlyInAnyOrder("orders 1", "users 2");
    }

    private Visit<Named> enter(String whole, int part) throws SQLException {
        return moments.enter(whole, part, 2, () -> new Named(whole + " " + ++begun));
    }

    private static void read(Visit<Named> visit) {
        visit.finish();
        visit.close();
    }
}
