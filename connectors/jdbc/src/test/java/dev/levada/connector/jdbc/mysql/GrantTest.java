package dev.levada.connector.jdbc.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "GRANT ALL PRIVILEGES ON *.* TO `a`@`%` WITH GRANT OPTION; true",
                "GRANT SELECT, LOCK TABLES ON *.* TO `a`@`%`; true",
                "GRANT SELECT ON *.* TO `a`@`%`; false",
                "GRANT SELECT, LOCK TABLES ON `sales_eu`.* TO `a`@`%`; true",
                "GRANT SELECT, LOCK TABLES ON `sales\\_eu`.* TO `a`@`%`; true",
                "GRANT SELECT, LOCK TABLES ON `sales\\_us`.* TO `a`@`%`; false",
                "GRANT SELECT, LOCK TABLES ON `sales%`.* TO `a`@`%`; true",
                "GRANT SELECT, LOCK TABLES ON `other`.* TO `a`@`%`; false",
                "GRANT ALL PRIVILEGES ON `sales_eu`.`orders` TO `a`@`%`; false",
                "GRANT USAGE ON *.* TO `a`@`%` IDENTIFIED BY PASSWORD '*0'; false"
            })
    void aUserMayLockTheTablesOfADatabaseOrNot(String spelled, boolean locks) {
        assertThat(Grant.parse(spelled).filter(grant -> grant.locks("sales_eu")).isPresent())
                .isEqualTo(locks);
    }
}
