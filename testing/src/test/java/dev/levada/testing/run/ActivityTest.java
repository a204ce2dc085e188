package dev.levada.testing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.engine.Session.Progress;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.run.Activity;
import dev.levada.store.Publication.Follower;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class ActivityTest {
    private static final AssetName USERS = new AssetName("raw", "users");

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private Activity activity() {
        return new Activity(new Observer() {
            @Override
            public void taskProgress(AssetName asset, String step, Progress progress) {
                told.add(asset + " " + step + " " + progress.fraction());
            }
        });
    }

    private void await(String progress) throws InterruptedException {
        String now = told.take();
        while (!now.equals(progress)) {
            now = told.take();
        }
    }

    @Test
    void observers_are_told_how_far_publishing_is() throws InterruptedException {
        try (Activity activity = activity();
                Session session = new ScriptedEngine().session()) {
            Follower follower = activity.publish(USERS, session);
            await("raw.users publish -1.0");
            follower.at(0.25);
            await("raw.users publish 0.25");
            follower.at(1);
            await("raw.users publish 1.0");
        }
    }

    @Test
    void a_publication_is_stopped_with_its_run() {
        try (Activity activity = activity();
                Session session = new ScriptedEngine().session()) {
            Follower follower = activity.publish(USERS, session);
            follower.at(0.5);
            activity.stop();

            assertThatThrownBy(() -> follower.at(0.75))
                    .isInstanceOfSatisfying(
                            LevadaException.class, e -> assertThat(e.code()).isEqualTo("run.interrupted"))
                    .hasMessageContaining("nothing of it was published");
        }
    }
}
