package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.WriteMode;
import dev.levada.ledger.Lease.Holder;
import dev.levada.ledger.RunRecord.Owner;
import dev.levada.plan.Selection;
import dev.levada.project.AssetName;
import dev.levada.report.Outcome;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Assets of one release become visible together or not at all. */
class ReleaseTest {
    private static final LevadaException GONE = new LevadaException("source.gone", Blame.OUTSIDE, "crm is gone");

    @TempDir
    Path folder;

    private Scene scene;

    @BeforeEach
    void open() {
        scene = new Scene(folder);
        scene.extract("raw.users", WriteMode.OVERWRITE, "v1")
                .transform("f.users", "v1", "raw.users")
                .transform("f.more", "v1", "f.users")
                .release("spring", "raw.users", "f.users");
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void all_of_a_release_are_visible_at_once_and_one_reads_what_another_has_prepared() {
        List<List<AssetName>> seen = new ArrayList<>();
        scene.engine.whileProducing = () -> seen.add(scene.store.tables());

        Outcome outcome = scene.run();

        assertThat(outcome.status()).isEqualTo(Status.DONE);
        assertThat(seen.get(0)).isEmpty();
        assertThat(seen.get(1)).isEmpty();
        assertThat(seen.get(2)).contains(new AssetName("raw", "users"), new AssetName("f", "users"));
        TableVersion users = head("raw.users");
        TableVersion features = head("f.users");
        assertThat(features.fact(Facts.INPUTS)).contains("raw.users=" + users.id());
        assertThat(Stream.of(users, features).map(version -> version.fact(Facts.RELEASE)))
                .containsOnly(Optional.of("spring"));
        assertThat(head("f.more").fact(Facts.RELEASE)).isEmpty();
        assertThat(Scene.task(outcome, "f.users").commit()).hasValue(features.id());
        assertThat(scene.run().status()).isEqualTo(Status.UNCHANGED);
    }

    @Test
    void one_that_fails_holds_all_others_back_and_nothing_is_left() throws IOException {
        scene.engine.failures.put("f.users", GONE);

        Outcome outcome = scene.run();

        TaskOutcome users = Scene.task(outcome, "raw.users");
        assertThat(users.status()).isEqualTo(Status.FAILED);
        assertThat(users.commit()).isEmpty();
        assertThat(users.failure().orElseThrow().code()).isEqualTo("run.held-back");
        assertThat(users.failure().orElseThrow().message())
                .isEqualTo(
                        "Held back because f.users failed. The assets of the release 'spring' are published together or"
                                + " not at all.");
        assertThat(Scene.task(outcome, "f.users").failure().orElseThrow().code())
                .isEqualTo("source.gone");
        assertThat(Scene.task(outcome, "f.more").status()).isEqualTo(Status.SKIPPED);
        assertThat(scene.store.tables()).isEmpty();
        assertThat(scene.filesLeft()).isZero();
        assertThat(scene.ledger.leases().of(new AssetName("raw", "users"))).isEmpty();

        scene.engine.failures.clear();
        assertThat(scene.run().status()).isEqualTo(Status.DONE);
        assertThat(scene.store.tables()).hasSize(3);
    }

    @Test
    void one_that_is_skipped_holds_the_others_back_though_they_were_looked_at_before() {
        scene.extract("raw.a", WriteMode.OVERWRITE, "v1")
                .transform("f.a", "v1", "raw.a")
                .extract("raw.x", WriteMode.OVERWRITE, "v1")
                .transform("f.x", "v1", "raw.x")
                .release("summer", "raw.a", "f.x");
        scene.engine.failures.put("raw.x", GONE);

        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "f.x").status()).isEqualTo(Status.SKIPPED);
        assertThat(Scene.task(outcome, "raw.a").failure().orElseThrow().message())
                .startsWith("Held back because f.x was skipped.");
        assertThat(Scene.task(outcome, "f.a").status()).isEqualTo(Status.SKIPPED);
        assertThat(Scene.task(outcome, "f.more").status()).isEqualTo(Status.DONE);
    }

    @Test
    void only_those_that_are_made_are_waited_for() {
        scene.run();
        scene.files.add("b.csv");

        Outcome outcome = scene.run(new Selection(List.of("raw.users"), List.of(), Selection.Extent.STALE));

        assertThat(Scene.task(outcome, "raw.users").status()).isEqualTo(Status.DONE);
        assertThat(head("f.users").fact(Facts.INPUTS))
                .isNotEqualTo(Optional.of("raw.users=" + head("raw.users").id()));
    }

    @Test
    void a_release_is_published_only_while_the_run_has_the_leases_of_all() {
        Holder other = new Holder("other", new Owner("elsewhere", 42, Optional.empty()));
        AssetName users = new AssetName("raw", "users");
        List<AssetName> made = new ArrayList<>();
        scene.engine.whileProducing = () -> {
            made.add(users);
            if (made.size() == 2) {
                String run =
                        scene.ledger.leases().of(users).orElseThrow().holder().runId();
                scene.ledger.leases().release(run, Set.of(users));
                scene.ledger.leases().take(Set.of(users), other);
            }
        };

        Outcome outcome = scene.run();

        assertThat(Scene.task(outcome, "raw.users").failure().orElseThrow().code())
                .isEqualTo("run.lease");
        assertThat(Scene.task(outcome, "f.users").status()).isEqualTo(Status.FAILED);
        assertThat(scene.store.tables()).isEmpty();
    }

    private TableVersion head(String name) {
        return scene.store.head(AssetName.parse(name)).orElseThrow();
    }
}
