package dev.levada.cli.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Does what {@code docs/guide/backfill.md} tells: half a year after a changed formula. */
class BackfillGuideTest {
    private static final String ASSET = "features.daily_activity";
    private static final String OLD = "count(*) + 4 *";
    private static final String NEW = "count(*) + 9 *";

    @TempDir
    Path folder;

    @Test
    void aChangedFormulaIsFilledInForTwoMonthsAndThenForTheRest() throws IOException {
        Folder.copy(Repository.example("shop"), folder.resolve("shop"));
        Cli cli = Folder.copy(Repository.example("backfill"), folder.resolve("backfill"))
                .cli();
        cli.run("raw.events");
        assertThat(cli.succeed("plan")).contains("182 of 182 days: never made 2024-01-01 … 2024-06-30");
        cli.run();
        double march = sum(cli, "day >= '2024-03-01' and day < '2024-04-01'");
        double june = sum(cli, "day >= '2024-06-01'");
        change(cli.folder().resolve("assets/features/daily_activity.sql"));

        String[] range = {"backfill", ASSET, "--from", "2024-02-01", "--to", "2024-04-01", "--downstream"};
        String dry = cli.succeed(with(range, "--dry-run"));
        assertThat(dry).contains("60 of 182 days: its code changed 2024-02-01 … 2024-03-31");
        assertThat(cli.succeed(range)).contains("features.weekly_activity  done");
        assertThat(cli.succeed("ledger", "show", ASSET)).contains("up to date").contains("its code changed");
        assertThat(sum(cli, "day >= '2024-03-01' and day < '2024-04-01'")).isNotEqualTo(march);
        assertThat(sum(cli, "day >= '2024-06-01'")).isEqualTo(june);

        cli.succeed("backfill", ASSET, "--downstream");
        assertThat(sum(cli, "day >= '2024-06-01'")).isNotEqualTo(june);
        assertThat(cli.run().status()).isEqualTo("unchanged");
        assertThat(cli.number("select count(*) from features.weekly_activity w where w.score <> (select sum(d.score)"
                        + " from features.daily_activity d where d.user_id = w.user_id"
                        + " and d.day between w.day - 6 and w.day)"))
                .isZero();
    }

    private static double sum(Cli cli, String days) {
        return cli.query("select sum(score)::double as score from " + ASSET + " where " + days)
                .get(0)
                .required("score")
                .doubleValue();
    }

    private static void change(Path file) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(OLD);
        Files.writeString(file, before.replace(OLD, NEW));
    }

    private static String[] with(String[] words, String more) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = more;
        return all;
    }
}
