package dev.levada.run;

import dev.levada.engine.Account;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Effect;
import dev.levada.engine.Produced;
import dev.levada.project.AssetName;
import dev.levada.pushdown.Venue;
import dev.levada.report.Failure;
import dev.levada.report.Status;
import dev.levada.report.TaskOutcome;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What is known of a task so far, whether it ends well or not. */
final class Tally {
    private final List<String> notices;
    private Account account = Account.EMPTY;
    private Effect effect = Effect.NONE;
    private long bytesRead;
    private long bytesWritten;
    private Map<String, Long> reasons = Map.of();
    private Map<String, Long> warnings = Map.of();
    private Map<String, Long> discarded = Map.of();
    private List<CheckResult> checks = List.of();
    private OptionalLong commit = OptionalLong.empty();
    private boolean isPublished;
    private long late;
    private long compared;
    private Venue venue = Venue.ENGINE;

    Tally(List<String> notices) {
        this.notices = new ArrayList<>(notices);
    }

    void produced(Produced produced) {
        account = produced.account();
        effect = produced.effect();
        bytesRead = produced.bytesRead();
        bytesWritten = produced.kept().bytes() + produced.quarantined().bytes();
        reasons = produced.reasons();
        warnings = produced.warnings();
        discarded = produced.discarded();
        notices.addAll(produced.notices());
    }

    void checked(List<CheckResult> results) {
        checks = results;
    }

    void published(TableVersion version) {
        commit = OptionalLong.of(version.id());
        isPublished = true;
    }

    /** A part of the task ended well, and was published by itself, beside others. */
    synchronized void add(Tally part) {
        account = account.plus(part.account);
        bytesRead += part.bytesRead;
        bytesWritten += part.bytesWritten;
        reasons = sum(reasons, part.reasons);
        warnings = sum(warnings, part.warnings);
        checks = part.checks;
        commit = part.commit;
        part.notices.forEach(this::noticeOnce);
    }

    private static Map<String, Long> sum(Map<String, Long> counts, Map<String, Long> more) {
        Map<String, Long> sum = new TreeMap<>(counts);
        more.forEach((name, rows) -> sum.merge(name, rows, Long::sum));
        return sum;
    }

    /** Where its query was computed. */
    void computedIn(Venue where) {
        venue = where;
    }

    /** Whether all of the task is visible. */
    boolean isPublished() {
        return isPublished;
    }

    void compared(long rows) {
        compared = rows;
    }

    void late(long rows) {
        late = rows;
    }

    /** The same may be found several times, by several threads. */
    synchronized void noticeOnce(String notice) {
        if (!notices.contains(notice)) {
            notices.add(notice);
        }
    }

    void notice(String notice) {
        notices.add(notice);
    }

    TaskOutcome outcome(AssetName asset, Status status, double seconds, Optional<Failure> failure) {
        return new TaskOutcome(
                asset,
                status,
                seconds,
                account,
                effect,
                bytesRead,
                bytesWritten,
                reasons,
                warnings,
                checks,
                commit,
                failure,
                notices,
                late,
                discarded,
                compared,
                venue);
    }
}
