package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.cli.e2e.Cli.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A project over data that nobody made for it. What it should arrive at is counted from the files by splitting lines. */
@TestInstance(Lifecycle.PER_CLASS)
class RealDataTest {
    private Path data;
    private Cli cli;
    private Report report;

    @SuppressWarnings("NullAway.Init") // JUnit calls run() before the first test
    RealDataTest() {}

    @BeforeAll
    void run(@TempDir Path folder) {
        data = Repository.realData();
        cli = RealProject.at(folder, data).cli();
        report = cli.run();
    }

    @Test
    void everyAccountBalancesAndEveryAssetIsMade() {
        report.demandBalance();
        assertThat(report.status()).isEqualTo("done");
        assertThat(report.assets()).hasSize(RealProject.ASSETS);
        assertThat(cli.run().status()).isEqualTo("unchanged");
    }

    @Test
    void routesOfUnknownAirportsGoToQuarantine() throws IOException {
        Set<String> airports = firsts("openflights/airports.dat");
        List<String[]> routes = lines("openflights/routes.dat").stream()
                .map(line -> line.split(",", -1))
                .toList();
        long unknownSource =
                routes.stream().filter(route -> isUnknown(route[3], airports)).count();
        long unknownDestination =
                routes.stream().filter(route -> isUnknown(route[5], airports)).count();
        long broken = routes.stream()
                .filter(route -> isUnknown(route[3], airports) || isUnknown(route[5], airports))
                .count();

        assertThat(report.count("openflights.airports", "rows_kept")).isEqualTo(airports.size());
        assertThat(report.count("openflights.routes", "rows_read")).isEqualTo(routes.size());
        assertThat(report.count("openflights.routes", "rows_quarantined")).isEqualTo(broken);
        assertThat(reason("openflights.routes", "source_id.references")).isEqualTo(unknownSource);
        assertThat(reason("openflights.routes", "destination_id.references")).isEqualTo(unknownDestination);
        assertThat(cli.quarantined("openflights.routes")).hasSize((int) broken).allSatisfy(row -> {
            int line = row.required("position").intValue();
            assertThat(row.required("source").textValue()).isEqualTo("routes.dat");
            assertThat(row.required("record").textValue()).contains(routes.get(line - 1)[2], routes.get(line - 1)[4]);
        });
    }

    @Test
    void theFilesOwnWordsForNullAreNull() throws IOException {
        Set<String> airports = firsts("openflights/airports.dat");
        long routesWithoutSource = lines("openflights/routes.dat").stream()
                .map(line -> line.split(",", -1))
                .filter(route -> route[3].equals("\\N") && !isUnknown(route[5], airports))
                .count();
        List<String> weather = lines("nycflights/weather.csv");
        long calm = weather.stream()
                .skip(1)
                .filter(line -> line.split(",", -1)[10].equals("NA"))
                .count();

        assertThat(cli.number("select count(*) from openflights.routes where source_id is null"))
                .isEqualTo(routesWithoutSource);
        assertThat(cli.number("select count(*) from nycflights.weather where wind_gust is null"))
                .isEqualTo(calm);
        assertThat(report.count("nycflights.weather", "rows_read")).isEqualTo(weather.size() - 1);
        assertThat(cli.number("select count(*) from nycflights.weather where typeof(wind_gust) <> 'DOUBLE'"))
                .isZero();
    }

    @Test
    void quotesWithinQuotesAndForeignLettersArrive() throws IOException {
        Set<String> airlines = firsts("openflights/airlines.dat");

        assertThat(report.count("openflights.airlines", "rows_kept")).isEqualTo(airlines.size());
        assertThat(cli.query("select city from openflights.airports where iata = 'GRU'"))
                .singleElement()
                .satisfies(row -> assertThat(row.required("city").textValue()).isEqualTo("Sao Paulo"));
        assertThat(cli.number("select count(*) from openflights.airports where name like '%ã%'"))
                .isEqualTo(lines("openflights/airports.dat").stream()
                        .filter(line -> line.split("\",\"", -1)[0].contains("ã"))
                        .count());
    }

    @Test
    void aDatabaseIsReadByTableAndByQuery() {
        assertThat(report.count("chinook.customers", "rows_kept")).isEqualTo(59);
        assertThat(report.count("chinook.invoices", "rows_kept")).isEqualTo(412);
        assertThat(cli.number("select count(*) from chinook.invoices where \"CustomerId\" not in"
                        + " (select \"CustomerId\" from chinook.customers)"))
                .isZero();
        assertThat(cli.query("select cast(sum(\"Total\") as varchar) as total from chinook.invoices"))
                .singleElement()
                .satisfies(row -> assertThat(row.required("total").textValue()).isEqualTo("2328.60"));
        assertThat(report.count("chinook.long_tracks", "rows_kept"))
                .isEqualTo(cli.number("select count(*) from chinook.long_tracks where seconds > 600"));
    }

    @Test
    void anArrayOfObjectsIsReadWithItsDatesInAnotherSpelling() {
        assertThat(report.count("vega.flights", "rows_read")).isEqualTo(20_000);
        assertThat(cli.number("select count(*) from vega.flights where date < timestamp '2001-01-01 01:00:00'"))
                .isEqualTo(1);
    }

    @Test
    void ordersAndPaymentsReferToEachOther() throws IOException {
        assertThat(report.count("jaffle.orders", "rows_kept"))
                .isEqualTo(lines("jaffle/raw_orders.csv").size() - 1);
        assertThat(report.count("jaffle.payments", "rows_kept"))
                .isEqualTo(lines("jaffle/raw_payments.csv").size() - 1);
    }

    @Test
    void aModelJoinsThem() {
        assertThat(cli.number("select cast(sum(routes) as bigint) from marts.countries"))
                .isEqualTo(cli.number("select count(*) from openflights.routes where source_id is not null"));
    }

    private long reason(String asset, String code) {
        return report.asset(asset).required("quarantine_reasons").required(code).longValue();
    }

    private static boolean isUnknown(String airport, Set<String> airports) {
        return !airport.equals("\\N") && !airports.contains(airport);
    }

    private List<String> lines(String file) throws IOException {
        return Files.readAllLines(data.resolve(file), StandardCharsets.UTF_8);
    }

    private Set<String> firsts(String file) throws IOException {
        return lines(file).stream()
                .map(line -> line.substring(0, line.indexOf(',')))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
