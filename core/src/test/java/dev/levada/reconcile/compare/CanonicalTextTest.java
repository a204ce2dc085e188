package dev.levada.reconcile.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    varchar       | varchar        | varchar
                    integer       | bigint         | decimal(19,0)
                    integer       | decimal(10,2)  | decimal(12,2)
                    decimal(12,4) | decimal(10,2)  | decimal(12,4)
                    decimal(38,0) | decimal(38,10) | varchar
                    bigint        | double         | double
                    float         | double         | double
                    decimal(9,2)  | float          | double
                    date          | timestamp      | timestamp
                    timestamptz   | date           | timestamp
                    varchar       | integer        | varchar
                    uuid          | varchar        | varchar
                    varchar[]     | integer[]      | varchar
                    integer[]     | integer[]      | integer[]
                    """)
    void values_of_two_types_are_compared_by_one_that_holds_both(String one, String other, String common) {
        assertThat(CanonicalText.common(Type.parse(one), Type.parse(other))).isEqualTo(Type.parse(common));
        assertThat(CanonicalText.common(Type.parse(other), Type.parse(one))).isEqualTo(Type.parse(common));
    }
}
