package dev.levada.cli.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.project.Intervals;
import dev.levada.store.Facts;
import dev.levada.store.Store;
import dev.levada.store.TableCommit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All of a {@link ModesProject} that does not depend on when it ran.
 *
 * @param rows of tables and quarantines
 * @param commits of each table, the oldest first: what each did, its account and checkpoint
 */
record ModesPicture(
        List<JsonNode> rows, List<JsonNode> deleted, Map<String, List<String>> commits, List<String> strays) {
    private static final List<String> FACTS =
            List.of(Facts.ACCOUNT, Facts.CHECKPOINT, Facts.SOURCE_VERSION, Facts.CODE, Facts.INTERVALS);

    static ModesPicture of(ModesProject project) {
        Cli cli = project.folder().cli();
        return new ModesPicture(
                cli.content(ModesProject.ASSETS),
                cli.query("select id, _deleted_at is not null as is_deleted from raw.soft order by id"),
                commits(project),
                project.home().strays().apply(project));
    }

    private static Map<String, List<String>> commits(ModesProject project) {
        Map<String, List<String>> commits = new TreeMap<>();
        try (Store store = project.home().open().apply(project)) {
            for (AssetName table : store.tables()) {
                List<TableCommit> made = store.commits(table, Optional.empty(), Optional.empty());
                commits.put(table.toString(), isByInterval(made) ? List.of(intervals(made)) : texts(made));
            }
        }
        return commits;
    }

    private static boolean isByInterval(List<TableCommit> commits) {
        return commits.stream().anyMatch(commit -> commit.facts().containsKey(Facts.INTERVALS));
    }

    /** How intervals are shared out among commits depends on where a run was stopped. */
    private static String intervals(List<TableCommit> commits) {
        List<Interval> made = commits.stream()
                .flatMap(commit -> Intervals.parse(commit.facts().get(Facts.INTERVALS)).stream())
                .toList();
        return Intervals.text(Interval.merged(made)) + " "
                + commits.get(commits.size() - 1).facts().get(Facts.CODE);
    }

    private static List<String> texts(List<TableCommit> commits) {
        return commits.stream().map(ModesPicture::text).toList();
    }

    private static String text(TableCommit commit) {
        StringBuilder text = new StringBuilder(commit.kind() + " +" + commit.addedRows() + " -" + commit.removedRows());
        FACTS.forEach(fact -> text.append(' ').append(commit.facts().get(fact)));
        return text.toString();
    }
}
