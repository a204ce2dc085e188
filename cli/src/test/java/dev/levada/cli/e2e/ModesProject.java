package dev.levada.cli.e2e;

import dev.levada.store.Store;
import dev.levada.store.lake.LakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A project with an asset for every write mode. Nothing that its tables hold depends on when it runs, but for the columns
 * {@code _deleted_at}, {@code seen_from} and {@code seen_to}.
 */
record ModesProject(Folder folder, Home home) {
    /** In an order in which each stands after those that it depends on. */
    static final List<String> ASSETS = List.of(
            "raw.added",
            "raw.windowed",
            "raw.parts",
            "raw.soft",
            "raw.hard",
            "raw.once",
            "raw.versions",
            "raw.records",
            "raw.seen",
            "raw.before",
            "marts.daily");

    private static final String PEOPLE = "extract: {from: drops, files: people.csv}";
    private static final String CHANGES = "extract: {from: drops, files: changes/*.csv}";
    private static final String ORDERS = "extract: {from: drops, files: orders/*.csv}";

    /** Where tables live. @param setting what assets say of it */
    record Home(String setting, Function<ModesProject, Store> open, Function<ModesProject, List<String>> strays) {
        static final Home LAKE = new Home(
                "",
                project -> new LakeStore(project.folder().path().resolve(".levada/lake"), Clock.systemUTC()),
                ModesProject::straysOfLake);

        static Home in(DatabaseServer warehouse, String database) {
            return new Home("store: warehouse", project -> warehouse.store(database, "test"), project -> {
                List<String> strays = new ArrayList<>(warehouse.strays(database));
                Folder.files(project.folder().path().resolve(".levada/stores"))
                        .forEach(file -> strays.add(file.toString()));
                return strays;
            });
        }
    }

    private static List<String> straysOfLake(ModesProject project) {
        try (Lake lake = new Lake(project.folder().path())) {
            return lake.strays().stream().map(Path::toString).toList();
        }
    }

    /** The files of assets, and a source's first state. */
    static ModesProject in(Path path) {
        return in(Folder.withDrops(path), Home.LAKE);
    }

    /** The same, whose tables live in a database. */
    static ModesProject in(Path path, DatabaseServer warehouse, String database) {
        warehouse.make(database);
        return beside(path, warehouse, database);
    }

    /** The same once more, with the tables of another that has its own folder. */
    static ModesProject beside(Path path, DatabaseServer warehouse, String database) {
        Folder folder = Folder.withDrops(path)
                .file(
                        "levada.yml",
                        "name: test",
                        "connections:",
                        "  drops: {type: files, root: data}",
                        warehouse.connection(database));
        return in(folder, Home.in(warehouse, database));
    }

    private static ModesProject in(Folder folder, Home home) {
        return new ModesProject(folder, home)
                .asset("added", ORDERS, "append, dedup: {by: [id], order: at}", "amount: {min: 0}")
                .asset("windowed", ORDERS, "append, dedup: {by: [id], order: at, window: 3 days}", "amount: {min: 0}")
                .people("parts", "overwrite_partitions, partition: [place]")
                .people("soft", "upsert, key: [id], dedup: {order: at}, delete_missing: soft")
                .people("hard", "upsert, key: [id], dedup: {order: at}, delete_missing: hard")
                .changes("once", "insert_only, key: [id], dedup: {order: at}")
                .changes(
                        "versions",
                        "scd2, key: [id], delete_when: op = 'D', scd2: {updated_at: at, hard_deletes: invalidate}")
                .changes(
                        "records",
                        "scd2, key: [id], delete_when: op = 'D', scd2: {updated_at: at, track: [name, place],"
                                + " hard_deletes: new_record}")
                .people(
                        "seen",
                        "scd2, key: [id], scd2: {hard_deletes: new_record, valid_from: seen_from, valid_to: seen_to}")
                .changes("before", "scd3, key: [id], dedup: {order: at}, delete_when: op = 'D', scd3: {place: was}")
                .daily()
                .first();
    }

    /** Of a source that is read whole each time. */
    private ModesProject people(String name, String write) {
        return asset(name, PEOPLE, write, "name: {required: true}");
    }

    /** Of a source that only ever gains files. */
    private ModesProject changes(String name, String write) {
        return asset(name, CHANGES, write, "name: {required: true}");
    }

    private ModesProject asset(String name, String extract, String write, String column) {
        folder.file(
                "assets/raw/" + name + ".yml",
                extract,
                home.setting(),
                "write: {mode: " + write + "}",
                "columns: {id: {type: bigint}, at: {type: timestamp}, " + column + "}");
        return this;
    }

    private ModesProject daily() {
        folder.file(
                "assets/marts/daily.sql",
                "/* levada",
                home.setting(),
                "time: {column: day, grain: day, start: 2024-01-01, end: 2024-01-12}",
                "*/",
                "select cast(\"at\" as date) as day, count(*) as orders, sum(amount) as amount from raw.added",
                "where \"at\" >= $interval_start and \"at\" < $interval_end group by 1");
        return this;
    }

    ModesProject first() {
        return people(
                        1,
                        "id,name,place,at,op",
                        "1,Ana,lisboa,2024-01-01 10:00:00,I",
                        "2,Rui,porto,2024-01-01 11:00:00,I",
                        "2,Rui Costa,porto,2024-01-02 11:00:00,U",
                        "3,Eva,lisboa,2024-01-01 12:00:00,I",
                        "4,Gil,faro,2024-01-01 13:00:00,I",
                        "5,,faro,2024-01-01 13:00:00,I")
                .file(
                        1,
                        "orders/1.csv",
                        "id,amount,at",
                        "1,10,2024-01-01 10:00:00",
                        "1,11,2024-01-01 11:00:00",
                        "2,-5,2024-01-02 10:00:00",
                        "3,7,2024-01-03 11:00:00",
                        "4,8,2024-01-04 11:00:00");
    }

    ModesProject second() {
        return people(
                        2,
                        "id,name,place,at,op",
                        "1,Ana,porto,2024-01-03 10:00:00,U",
                        "2,Rui,porto,2024-01-01 11:00:00,I",
                        "3,Eva,lisboa,2024-01-04 12:00:00,D",
                        "6,Ida,faro,2024-01-03 13:00:00,I",
                        "7,,faro,2024-01-03 13:00:00,I")
                .file(
                        2,
                        "orders/2.csv",
                        "id,amount,at",
                        "1,12,2024-01-04 11:00:00",
                        "3,-7,2024-01-05 11:00:00",
                        "4,9,2024-01-09 11:00:00",
                        "5,1,2024-01-03 11:00:00");
    }

    ModesProject third() {
        return people(
                        3,
                        "id,name,place,at,op",
                        "1,Ana,lisboa,2024-01-02 10:00:00,U",
                        "3,Eva,lagos,2024-01-05 12:00:00,I",
                        "4,Gil,faro,2024-01-01 13:00:00,I",
                        "6,Ida,lagos,2024-01-06 13:00:00,U",
                        "8,,lagos,2024-01-06 13:00:00,I")
                .file(3, "orders/3.csv", "id,amount,at", "6,2,2024-01-03 12:00:00", "7,-2,2024-01-03 12:00:00");
    }

    private ModesProject people(int day, String... lines) {
        return file(day, "people.csv", lines).file(day, "changes/" + day + ".csv", lines);
    }

    /** Times of files stand in checkpoints. */
    private ModesProject file(int day, String name, String... lines) {
        Path file = folder.path().resolve("data").resolve(name);
        folder.file("data/" + name, lines);
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2024-02-0" + day + "T00:00:00Z")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
