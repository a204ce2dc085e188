package dev.levada.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SqlPlaceTest {
    private static final Path FILE = Path.of("x.sql");
    private static final Position START = new Position(FILE, 9, 5);

    @Test
    void a_place_on_the_first_line_counts_from_where_the_text_begins() {
        assertThat(SqlPlace.inFile(START, "select x", 7)).isEqualTo(new Position(FILE, 9, 12));
    }

    @Test
    void a_place_on_a_later_line_counts_from_the_margin() {
        assertThat(SqlPlace.inFile(START, "select\n  x", 9)).isEqualTo(new Position(FILE, 10, 3));
        assertThat(SqlPlace.inBlock(START, "select\n  x", 9)).isEqualTo(new Position(FILE, 10, 7));
    }

    @Test
    void an_unknown_place_is_the_beginning() {
        assertThat(SqlPlace.inFile(START, "select", -1)).isEqualTo(START);
        assertThat(SqlPlace.inFile(START, "abc", 99)).isEqualTo(new Position(FILE, 9, 8));
    }
}
