package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.cli.e2e.Cli.Report;
import dev.levada.testing.shop.Account;
import dev.levada.testing.shop.Scale;
import dev.levada.testing.shop.ShopData;
import dev.levada.testing.shop.ShopFeatures;
import dev.levada.testing.shop.ShopFeatures.Expected;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The example shop against what plain Java makes of the same data. */
@TestInstance(Lifecycle.PER_CLASS)
class ShopTest {
    private static final double RELATIVE = 1e-9;

    private final Cli cli;
    private final Path generated;
    private Report report;
    private Expected expected;

    @SuppressWarnings("NullAway.Init") // JUnit calls run() before the first test
    ShopTest(@TempDir Path shop, @TempDir Path generated) {
        this.cli = Folder.copy(Repository.example("shop"), shop).cli();
        this.generated = generated;
    }

    @BeforeAll
    void run() throws IOException {
        report = cli.run();
        expected = ShopFeatures.of(cli.folder(), LocalDate.of(2024, 7, 1));
    }

    @Test
    void everyFeatureOfEveryValidUserIsWhatPlainJavaComputes() {
        Map<Long, JsonNode> rows = new TreeMap<>();
        cli.query("select * from features.user_features")
                .forEach(row -> rows.put(row.required("user_id").longValue(), row));

        assertThat(cli.number("select count(*) from features.user_features")).isEqualTo(rows.size());
        assertThat(rows.keySet()).isEqualTo(expected.features().keySet());
        expected.features().forEach((user, features) -> demandEqual(user, features, rows.get(user)));
    }

    @Test
    void theAccountsAreWhatPlainJavaCounts() {
        demandEqual("raw.users", expected.users());
        demandEqual("raw.products", expected.products());
        demandEqual("raw.events", expected.events());
        report.demandBalance();
        assertThat(report.status()).isEqualTo("done");
    }

    @Test
    void theReportNamesEveryAssetWithItsCommitAndItsChecks() {
        assertThat(report.assets())
                .extracting(asset -> asset.required("name").textValue())
                .containsExactly(
                        "features.category_revenue",
                        "features.training_set",
                        "features.user_features",
                        "raw.events",
                        "raw.products",
                        "raw.users");
        assertThat(report.assets()).allSatisfy(asset -> {
            assertThat(asset.required("commit_id").textValue()).matches("\\d+");
            assertThat(asset.required("checks"))
                    .allMatch(check -> check.required("holds").booleanValue());
            assertThat(asset.required("seconds").doubleValue()).isPositive();
        });
        assertThat(report.asset("features.user_features").required("checks")).hasSize(7);
    }

    @Test
    void theTablesHoldAsManyRowsAsTheAccountsSay() {
        for (JsonNode asset : report.assets()) {
            String name = asset.required("name").textValue();
            assertThat(cli.number("select count(*) from " + name))
                    .as(name)
                    .isEqualTo(asset.required("rows_kept").longValue());
        }
        for (String asset : List.of("raw.users", "raw.events")) {
            assertThat(cli.quarantined(asset)).as(asset).hasSize((int) report.count(asset, "rows_quarantined"));
        }
    }

    @Test
    void theTrainingSetHasARowForEveryUserAndScalesAsItSays() {
        JsonNode row = cli.query("""
                select count(*) as users, min(age_scaled) as low, max(age_scaled) as high, avg(spend_scaled) as mean,
                       min(plan_free + plan_plus + plan_pro) as least, max(plan_free + plan_plus + plan_pro) as most
                from features.training_set""").get(0);

        assertThat(row.required("users").longValue())
                .isEqualTo(expected.features().size());
        assertThat(row.required("low").doubleValue()).isZero();
        assertThat(row.required("high").doubleValue()).isEqualTo(1);
        assertThat(row.required("mean").doubleValue()).isCloseTo(0, within(RELATIVE));
        assertThat(row.required("least").longValue()).isEqualTo(1);
        assertThat(row.required("most").longValue()).isEqualTo(1);
    }

    @Test
    void theDataInTheExampleIsWhatTheGeneratorMakes() throws IOException {
        ShopData.write(generated, ShopData.Format.SHOP, Scale.EXAMPLE);

        assertThat(ShopContent.of(generated)).isEqualTo(ShopContent.of(Repository.example("shop")));
    }

    private void demandEqual(String asset, Account account) {
        assertThat(report.count(asset, "rows_read")).as(asset).isEqualTo(account.read());
        assertThat(report.count(asset, "rows_kept")).as(asset).isEqualTo(account.kept());
        assertThat(report.count(asset, "rows_quarantined")).as(asset).isEqualTo(account.quarantined());
        assertThat(report.count(asset, "duplicates_dropped")).as(asset).isEqualTo(account.duplicates());
        Map<String, Long> reasons = new TreeMap<>();
        report.asset(asset)
                .required("quarantine_reasons")
                .properties()
                .forEach(
                        reason -> reasons.put(reason.getKey(), reason.getValue().longValue()));
        assertThat(reasons).as(asset).isEqualTo(account.reasons());
    }

    private static void demandEqual(long user, Map<String, @Nullable Object> features, @Nullable JsonNode row) {
        assertThat(row).as("user %d", user).isNotNull();
        List<String> names = new ArrayList<>();
        row.fieldNames().forEachRemaining(names::add);
        assertThat(names).containsExactlyInAnyOrderElementsOf(features.keySet());
        features.forEach((name, value) -> demandEqual(user + "'s " + name, value, row.required(name)));
    }

    private static void demandEqual(String place, @Nullable Object wanted, JsonNode found) {
        if (wanted == null) {
            assertThat(found.isNull()).as(place).isTrue();
        } else if (wanted instanceof Double number) {
            assertThat(found.doubleValue())
                    .as(place)
                    .isCloseTo(number, within(RELATIVE * Math.max(1, Math.abs(number))));
        } else if (wanted instanceof Long number) {
            assertThat(found.isIntegralNumber()).as(place).isTrue();
            assertThat(found.longValue()).as(place).isEqualTo(number);
        } else if (wanted instanceof LocalDateTime time) {
            assertThat(LocalDateTime.parse(found.textValue().replace(' ', 'T')))
                    .as(place)
                    .isEqualTo(time);
        } else {
            assertThat(found.textValue()).as(place).isEqualTo(wanted);
        }
    }
}
