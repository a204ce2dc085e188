package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two folders of one project, on two machines as it were, whose runs write the same tables of a database at once. Neither knows
 * the other's ledger, so that no lease keeps them apart: the database does.
 */
class TwoProjectsTest {
    private static final int OUTSIDE = 3;
    private static final String[] ORDERS = {"id,amount", "1,10", "2,20", "3,30"};

    private static Warehouse warehouse;

    @TempDir
    Path path;

    @BeforeAll
    static void start() {
        warehouse = Warehouse.start();
    }

    @AfterAll
    static void stop() {
        warehouse.close();
    }

    private static String database(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        warehouse.make(name);
        return name;
    }

    /** A project of that name, in each of the two folders. */
    private List<Folder> both(String database, UnaryOperator<Folder> filled) {
        return List.of("one", "two").stream()
                .map(name -> filled.apply(new Folder(path.resolve(name))
                        .file(
                                "levada.yml",
                                "name: shop",
                                "connections:",
                                "  drops: {type: files, root: data}",
                                warehouse.connection(database))))
                .toList();
    }

    private static Folder orders(Folder folder, String mode) {
        return folder.file("data/1.csv", "id,amount", "1,10", "2,20")
                .file(
                        "assets/raw/orders.yml",
                        "extract: {from: drops, files: '*.csv'}",
                        "store: warehouse",
                        "write: " + mode,
                        "columns: {id: bigint, amount: bigint}");
    }

    /** How a run ended. */
    private record Ended(int code, String out, String errors) {
        static Ended of(Child child) {
            String out = child.out();
            return new Ended(child.code(), out, child.errors());
        }

        /** That it did all it had to, or was refused what the other had done meanwhile, and says so. */
        void demandClear() {
            assertThat(code).as("%s%s", out, errors).isIn(0, OUTSIDE);
            assertThat(code == 0 || (out + errors).contains("Run again"))
                    .as("%s%s", out, errors)
                    .isTrue();
        }
    }

    /** Lets both runs come to a point, and then go on at once. */
    private static List<Ended> held(String point, List<Folder> folders) throws IOException {
        try (Hold one = new Hold(point);
                Hold two = new Hold(point);
                Child first = Child.with(one.options(), folders.get(0).path(), "run");
                Child second = Child.with(two.options(), folders.get(1).path(), "run")) {
            one.during(() -> two.during(() -> {}));
            return List.of(Ended.of(first), Ended.of(second));
        }
    }

    @Test
    void ofTwoRunsThatAddTheSameFilesOneIsRefused(TestInfo test) throws IOException {
        String database = database(test);
        List<Folder> folders = both(database, folder -> orders(folder, "{mode: append}"));
        folders.get(0).cli().run();
        folders.forEach(folder -> folder.file("data/2.csv", "id,amount", "3,30"));

        List<Ended> ended = held("before-publish@raw.orders", folders);

        ended.forEach(Ended::demandClear);
        assertThat(ended).extracting(Ended::code).containsExactlyInAnyOrder(0, OUTSIDE);
        assertThat(ended)
                .filteredOn(run -> run.code() == OUTSIDE)
                .first()
                .satisfies(refused -> assertThat(refused.out() + refused.errors())
                        .contains("raw.orders: others have written to the table meanwhile"));
        demandOrders(database);
        folders.forEach(folder -> assertThat(folder.cli().run().status()).isEqualTo("unchanged"));
        demandOrders(database);
    }

    @Test
    void whoComesWhileTheOtherCommitsWaitsForIt(TestInfo test) throws IOException {
        String database = database(test);
        List<Folder> folders = both(database, folder -> orders(folder, "{mode: upsert, key: id}"));
        folders.get(0).cli().run();
        folders.forEach(folder -> folder.file("data/2.csv", "id,amount", "3,30", "1,10"));

        try (Hold hold = new Hold("before-commit@raw.orders");
                Child first = Child.with(hold.options(), folders.get(0).path(), "run")) {
            Child[] second = new Child[1];
            hold.during(() -> {
                second[0] = Child.start(folders.get(1).path(), "run");
                warehouse.awaitBlocked(database);
            });
            try (Child waited = second[0]) {
                Ended one = Ended.of(first);
                Ended two = Ended.of(waited);
                assertThat(one.code()).as("%s%s", one.out(), one.errors()).isZero();
                assertThat(two.code()).as("%s%s", two.out(), two.errors()).isEqualTo(OUTSIDE);
                two.demandClear();
            }
        }
        demandOrders(database);
        folders.forEach(folder -> assertThat(folder.cli().run().status()).isEqualTo("unchanged"));
    }

    private static void demandOrders(String database) {
        assertThat(warehouse.texts(database, "select id || ',' || amount from raw.orders order by id"))
                .containsExactly(List.of(ORDERS).subList(1, ORDERS.length).toArray(String[]::new));
        assertThat(warehouse.strays(database)).isEmpty();
    }

    @Test
    void whatMeetsNothingIsAuditedAgainAndPublishedOnTop(TestInfo test) throws IOException {
        String database = database(test);
        List<Folder> folders = both(database, folder -> said(folder, "begun"));
        folders.get(0).cli().run();
        for (Folder folder : folders) {
            said(folder, folder.path().getFileName().toString());
        }

        List<Ended> ended = held("before-publish@mart.said", folders);

        assertThat(ended).extracting(Ended::code).as(ended.toString()).containsOnly(0);
        assertThat(ended)
                .filteredOn(run -> run.out()
                        .contains("others wrote to the table meanwhile; it is audited again with what they wrote"))
                .hasSize(1);
        assertThat(warehouse.texts(database, "select who from mart.said order by 1"))
                .containsExactly("begun", "one", "two");
        assertThat(warehouse.strays(database)).isEmpty();
    }

    private static Folder said(Folder folder, String who) {
        return folder.file(
                "assets/mart/said.sql",
                "/* levada",
                "store: warehouse",
                "write: {mode: append}",
                "checks: [{unique: [who]}]",
                "*/",
                "select '" + who + "' as who");
    }

    /** From the first commit on, before there is anything of Levada's in the database. */
    @Test
    void inNoModeIsARowLostOrThereTwice(TestInfo test) throws IOException {
        String database = database(test);
        ModesProject one = ModesProject.beside(path.resolve("one"), warehouse, database);
        ModesProject two = ModesProject.beside(path.resolve("two"), warehouse, database);
        atOnce(one, two);
        atOnce(one.second(), two.second());
        atOnce(one.third(), two.third());

        ModesPicture wanted =
                ModesCrashTest.undisturbed(ModesProject.in(path.resolve("alone"), warehouse, database + "_alone"));
        ModesCrashTest.demandPicture(one, wanted);
        ModesCrashTest.demandPicture(two, wanted);
    }

    /** Runs both, and what one of them was refused once more. */
    private static void atOnce(ModesProject one, ModesProject two) throws IOException {
        try (Child first = Child.start(one.folder().path(), "run");
                Child second = Child.start(two.folder().path(), "run")) {
            Ended.of(first).demandClear();
            Ended.of(second).demandClear();
        }
        one.folder().cli().run().demandBalance();
        assertThat(two.folder().cli().run().status()).isEqualTo("unchanged");
    }

    /** Somebody holds the table, so that the run is between sending its rows and replacing others by them when it is stopped. */
    @Test
    void aRunThatIsStoppedWhileItPublishesLeavesTheTableAsItWas(TestInfo test) throws Exception {
        String database = database(test);
        Folder project = both(database, folder -> orders(folder, "{mode: upsert, key: id}"))
                .get(0);
        project.cli().run();
        project.file("data/2.csv", "id,amount", "3,30", "1,10")
                .file(
                        "assets/marts/endless.sql",
                        "select count(*) as n from range(10000000) a, range(10000000) b where a.range + b.range = -1");
        try (Child child = Child.start(project.path(), "run")) {
            warehouse.holding(database, "raw.orders", () -> {
                child.terminate();
                child.await("- marts.endless: interrupted");
            });
            Ended ended = Ended.of(child);
            assertThat(ended.code()).as("%s%s", ended.out(), ended.errors()).isEqualTo(130);
            assertThat(ended.out()).contains("raw.orders: interrupted");
        }
        assertThat(warehouse.texts(database, "select id from raw.orders order by id"))
                .containsExactly("1", "2");
        assertThat(warehouse.strays(database)).isEmpty();
        project.without("assets/marts/endless.sql").cli().run();
        demandOrders(database);
    }
}
