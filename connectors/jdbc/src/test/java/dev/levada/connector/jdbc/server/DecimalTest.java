package dev.levada.connector.jdbc.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.Column;
import dev.levada.api.Type.Decimal;
import dev.levada.connector.jdbc.Cell;
import dev.levada.testing.source.ArrayBatch;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Drivers that tell less of a number than it has. */
class DecimalTest {

    @Test
    void aNumberIsTakenWholeOrNotAtAll() throws Exception {
        assertThat(copied("12.3400")).isEqualTo(new BigDecimal("12.34"));
        assertThat(copied("999.99")).isEqualTo(new BigDecimal("999.99"));
        assertThat(copied("100")).isEqualTo(new BigDecimal("100"));
        assertThatThrownBy(() -> copied("12.345"))
                .isInstanceOf(Cell.Unfit.class)
                .hasMessage("12.345");
        assertThatThrownBy(() -> copied("1000.00"))
                .isInstanceOf(Cell.Unfit.class)
                .hasMessage("1000.00");
    }

    private static Object copied(String number) throws Exception {
        Decimal type = new Decimal(5, 2);
        ArrayBatch batch = new ArrayBatch(List.of(new Column("n", type)), 1);
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:");
                ResultSet row = connection.createStatement().executeQuery("select " + number)) {
            row.next();
            Cells.decimal(type).copy(row, 1, batch.column(0), 0);
        }
        return batch.rows(1).get(0).get(0);
    }
}
