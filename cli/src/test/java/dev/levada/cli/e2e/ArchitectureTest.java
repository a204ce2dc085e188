package dev.levada.cli.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.levada.cli.Main;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Set;

/** House rules that a machine can hold. */
@AnalyzeClasses(
        packages = "dev.levada",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutTesting.class})
class ArchitectureTest {
    private static final DescribedPredicate<JavaCall<?>> ASKS_THE_TIME =
            describe("ask what time it is", ArchitectureTest::asksTheTime);

    /** The module {@code testing} may do as it likes. */
    static final class WithoutTesting implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/dev/levada/testing/");
        }
    }

    @ArchTest
    static final ArchRule NO_TWO_PACKAGES_NEED_EACH_OTHER =
            slices().matching("dev.levada.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("api")
            .definedBy("dev.levada.api..")
            .layer("core")
            .definedBy(
                    "dev.levada.project..",
                    "dev.levada.problem..",
                    "dev.levada.contract..",
                    "dev.levada.plan..",
                    "dev.levada.run..",
                    "dev.levada.upkeep..",
                    "dev.levada.doctor..",
                    "dev.levada.ledger..",
                    "dev.levada.reconcile..",
                    "dev.levada.report..",
                    "dev.levada.workspace..",
                    "dev.levada.algebra..",
                    "dev.levada.dialect..",
                    "dev.levada.pushdown..",
                    "dev.levada.engine",
                    "dev.levada.store")
            .layer("engine")
            .definedBy("dev.levada.engine.duckdb..")
            .layer("lake")
            .definedBy("dev.levada.store.lake..")
            .layer("databases")
            .definedBy("dev.levada.store.database..", "dev.levada.store.mysql..", "dev.levada.store.postgresql..")
            .layer("connectors")
            .definedBy("dev.levada.connector..")
            .layer("cli")
            .definedBy("dev.levada.cli..")
            .ensureAllClassesAreContainedInArchitectureIgnoring("dev.levada.benchmarks..")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("connectors")
            .mayOnlyBeAccessedByLayers("databases", "cli")
            .whereLayer("engine")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("lake")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("databases")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("core")
            .mayOnlyBeAccessedByLayers("engine", "lake", "databases", "cli")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("core", "engine", "lake", "databases", "connectors", "cli");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
            noClasses().that().resideOutsideOfPackage("dev.levada.cli..").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should()
            .callMethodWhere(ASKS_THE_TIME)
            .because("the clock comes in by constructor, so that tests can move it");

    @ArchTest
    static final ArchRule DRIVERS_ARE_ASKED_THEMSELVES = noClasses()
            .that()
            .resideOutsideOfPackage("dev.levada.benchmarks..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(DriverManager.class)
            .because("it loads all drivers before it asks one, which takes longer than most commands");

    @ArchTest
    static final ArchRule ONLY_THE_LAKE_SEES_ICEBERG = noClasses()
            .that()
            .resideOutsideOfPackage("dev.levada.store.lake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.iceberg..");

    @ArchTest
    static final ArchRule ONLY_ITS_ENGINE_SEES_DUCKDB = noClasses()
            .that()
            .resideOutsideOfPackage("dev.levada.engine.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.duckdb..");

    private static boolean asksTheTime(JavaCall<?> call) {
        String owner = call.getTargetOwner().getName();
        String name = call.getName();
        boolean now = owner.startsWith("java.time.")
                && name.equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
        boolean clock = owner.equals(Clock.class.getName()) && name.startsWith("system");
        boolean millis = owner.equals(System.class.getName()) && name.equals("currentTimeMillis");
        boolean date = Set.of("java.util.Date", "java.util.GregorianCalendar").contains(owner) && name.equals("<init>");
        return now || clock || millis || date;
    }
}
