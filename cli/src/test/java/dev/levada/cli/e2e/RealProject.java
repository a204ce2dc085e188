package dev.levada.cli.e2e;

import java.nio.file.Path;

/** A project over the data of the real world. */
final class RealProject {
    static final int ASSETS = 15;

    private RealProject() {}

    static Folder at(Path folder, Path data) {
        Folder project = new Folder(folder)
                .file(
                        "levada.yml",
                        "name: real",
                        "connections:",
                        "  openflights: {type: files, root: '" + data.resolve("openflights") + "'}",
                        "  nycflights: {type: files, root: '" + data.resolve("nycflights") + "'}",
                        "  jaffle: {type: files, root: '" + data.resolve("jaffle") + "'}",
                        "  vega: {type: files, root: '" + data.resolve("vega") + "'}",
                        "  chinook: {type: sqlite, path: '" + data.resolve("chinook/chinook.sqlite") + "'}");
        openflights(project);
        nycflights(project);
        chinook(project);
        jaffle(project);
        vega(project);
        return project.file(
                "assets/marts/countries.sql",
                "/* levada",
                "columns: {country: {required: true, unique: true}}",
                "*/",
                "select a.country, count(*) as routes, count(distinct r.airline_id) as airlines",
                "from openflights.routes r",
                "join openflights.airports a on a.airport_id = r.source_id",
                "group by a.country");
    }

    private static void openflights(Folder project) {
        String dialect = "{header: false, 'null': ['\\N'], delimiter: ',', quote: '\"', ";
        project.file(
                        "assets/openflights/airports.yml",
                        "extract:",
                        "  from: openflights",
                        "  files: airports.dat",
                        "  csv: " + dialect,
                        "        names: [airport_id, name, city, country, iata, icao, latitude, longitude, altitude,",
                        "                utc_offset, dst, zone, type, source]}",
                        "columns:",
                        "  airport_id: {type: bigint, required: true, unique: true}",
                        "  latitude: {type: double, between: [-90, 90]}",
                        "  longitude: {type: double, between: [-180, 180]}",
                        "  altitude: {type: integer}")
                .file(
                        "assets/openflights/airlines.yml",
                        "extract:",
                        "  from: openflights",
                        "  files: airlines.dat",
                        "  csv: " + dialect,
                        "        names: [airline_id, name, alias, iata, icao, callsign, country, active]}",
                        "columns:",
                        "  airline_id: {type: bigint, required: true, unique: true}",
                        "  active: {in: [Y, N, n]}")
                .file(
                        "assets/openflights/routes.yml",
                        "extract:",
                        "  from: openflights",
                        "  files: routes.dat",
                        "  csv: " + dialect,
                        "        names: [airline, airline_id, source, source_id, destination, destination_id, codeshare,",
                        "                stops, equipment]}",
                        "tolerate: 1%",
                        "columns:",
                        "  airline_id: {type: bigint}",
                        "  source_id: {type: bigint, references: openflights.airports.airport_id}",
                        "  destination_id: {type: bigint, references: openflights.airports.airport_id}",
                        "  stops: {type: integer, min: 0}");
    }

    private static void nycflights(Folder project) {
        project.file(
                        "assets/nycflights/planes.yml",
                        "extract: {from: nycflights, files: planes.csv, csv: {'null': [NA]}}",
                        "columns: {tailnum: {required: true, unique: true}, year: {type: integer}, speed: integer}")
                .file(
                        "assets/nycflights/airports.yml",
                        "extract: {from: nycflights, files: airports.csv, csv: {'null': [NA]}}",
                        "columns: {faa: {required: true, unique: true}}")
                .file(
                        "assets/nycflights/weather.yml",
                        "extract: {from: nycflights, files: weather.csv, csv: {'null': [NA]}}",
                        "write: {partition: [origin, month(time_hour)]}",
                        "columns:",
                        "  origin: {references: nycflights.airports.faa}",
                        "  wind_gust: double",
                        "  time_hour: {type: timestamptz, required: true}");
    }

    private static void chinook(Folder project) {
        project.file(
                        "assets/chinook/customers.yml",
                        "extract: {from: chinook, table: Customer}",
                        "columns: {CustomerId: {type: bigint, unique: true}, Email: {pattern: '.+@.+'}}")
                .file(
                        "assets/chinook/invoices.yml",
                        "extract: {from: chinook, table: Invoice}",
                        "columns:",
                        "  CustomerId: {references: chinook.customers.CustomerId}",
                        "  Total: {type: 'decimal(10,2)', min: 0}")
                .file(
                        "assets/chinook/long_tracks.yml",
                        "extract:",
                        "  from: chinook",
                        "  query: >",
                        "    select t.TrackId as track_id, t.Name as name, g.Name as genre, t.Milliseconds / 1000.0 as seconds",
                        "    from Track t left join Genre g using (GenreId) where t.Milliseconds > 600000",
                        "columns:",
                        "  track_id: {required: true, unique: true}",
                        "  genre: {required: true}",
                        "  seconds: {type: double}");
    }

    private static void jaffle(Folder project) {
        project.file(
                        "assets/jaffle/customers.yml",
                        "extract: {from: jaffle, files: raw_customers.csv}",
                        "columns: {id: {type: bigint, required: true, unique: true}}")
                .file(
                        "assets/jaffle/orders.yml",
                        "extract: {from: jaffle, files: raw_orders.csv}",
                        "columns:",
                        "  id: {type: bigint, required: true, unique: true}",
                        "  user_id: {type: bigint, references: jaffle.customers.id}",
                        "  order_date: {type: date, required: true}",
                        "  status: {in: [placed, shipped, completed, return_pending, returned]}")
                .file(
                        "assets/jaffle/payments.yml",
                        "extract: {from: jaffle, files: raw_payments.csv}",
                        "columns:",
                        "  order_id: {type: bigint, references: jaffle.orders.id}",
                        "  amount: {type: bigint, min: 0}",
                        "checks: [{unique: [id]}, {row_count: {min: 1}}]");
    }

    private static void vega(Folder project) {
        project.file(
                        "assets/vega/airports.yml",
                        "extract: {from: vega, files: airports.csv}",
                        "columns: {iata: {type: varchar, required: true, unique: true}}")
                .file(
                        "assets/vega/flights.yml",
                        "extract: {from: vega, files: flights-20k.json}",
                        "columns:",
                        "  date: {type: timestamp, required: true}",
                        "  origin: {required: true, references: vega.airports.iata}",
                        "  destination: {required: true, references: vega.airports.iata}",
                        "  distance: {type: integer, min: 1}");
    }
}
