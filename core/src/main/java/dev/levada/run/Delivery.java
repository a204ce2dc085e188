package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.Check;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Produced;
import dev.levada.engine.Session;
import dev.levada.report.Status;
import dev.levada.store.CrashPoint;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Stages, produces, judges, audits and publishes a task's rows: all of them visible at once, or none. */
final class Delivery {
    private static final int SAMPLE = 5;

    private final Run run;
    private final Work work;
    private final Session session;
    private final Tally tally;
    private final Stagings stagings;

    Delivery(Run run, Work work, Session session, Tally tally) {
        this.run = run;
        this.work = work;
        this.session = session;
        this.tally = tally;
        this.stagings = new Stagings(run.store());
    }

    /** Returns how it ended, unless it failed; whatever was staged is gone then, but for what the message names. */
    Status deliver() {
        CrashPoint.reach("before-stage");
        try {
            Produced produced = produce();
            judge(produced);
            if (work.isReplay() && changesNothing(produced)) {
                stagings.discard();
                return Status.UNCHANGED;
            }
            Bases bases = new Bases(run.store(), work);
            do {
                audit(produced, bases.current());
            } while (!publish(produced, bases));
            return Status.DONE;
        } catch (Throwable e) {
            stagings.discardAfter(e);
            throw e;
        }
    }

    /** Whether a replay came to nothing: no row of the table changes, and all that were tried stay in quarantine. */
    private static boolean changesNothing(Produced produced) {
        return produced.kept().rows() == 0
                && produced.kept().replaced().isNone()
                && produced.released().isEmpty();
    }

    private Produced produce() {
        run.activity().enter(work.asset().name(), "read", session);
        Staging staging = stagings.open(work.request(run.id()));
        Staging quarantine = stagings.open(work.quarantineRequest(run.id()));
        CrashPoint.reach("after-stage");
        Produced produced = session.produce(work.production(run.store(), staging, quarantine, run.started()));
        tally.produced(produced);
        return produced;
    }

    private void judge(Produced produced) {
        produced.account().demandBalance();
        Verdict verdict = new Verdict(work.asset(), produced);
        if (work.isReplay()) {
            // What stays in quarantine was counted by the run that put it there.
            verdict.demandNoErrors();
            verdict.replayNotice().ifPresent(tally::notice);
            return;
        }
        try {
            verdict.demandTolerable();
        } catch (LevadaException e) {
            if (e.code().equals("run.tolerance")) {
                stagings.keep(produced.quarantined().staging());
            }
            throw e;
        }
        verdict.notice().ifPresent(tally::notice);
    }

    private void audit(Produced produced, Optional<TableVersion> base) {
        CrashPoint.reach("before-audit");
        run.activity().enter(work.asset().name(), "audit", session);
        session.expose(work.asset().name(), run.store().preview(produced.kept(), work.mode(), base));
        List<CheckResult> results = new ArrayList<>();
        for (Check check : work.asset().contract().checks()) {
            run.activity().demandGoingOn();
            results.add(session.check(work.asset().name(), check, SAMPLE));
            tally.checked(List.copyOf(results));
        }
        if (results.stream().anyMatch(CheckResult::forbids)) {
            stagings.keep(produced.kept().staging());
            throw new LevadaException("run.check", Blame.DATA, forbidden(results, produced));
        }
    }

    private String forbidden(List<CheckResult> results, Produced produced) {
        return results.stream()
                        .filter(CheckResult::forbids)
                        .map(result -> work.asset().name() + ": check '"
                                + result.check().name() + "' does not hold: " + result.finding())
                        .collect(Collectors.joining("\n"))
                + "\nNothing was published. "
                + Inspection.of(produced.kept().staging());
    }

    /** Returns whether it did; if not, the rows must be audited on another base first. */
    private boolean publish(Produced produced, Bases bases) {
        run.activity().enter(work.asset().name(), "publish", session);
        Publication publication = publication(produced, bases.current());
        CrashPoint.reach("before-commit");
        run.holding().demand(work.asset().name());
        run.activity().demandGoingOn();
        try {
            if (isJoint()) {
                Prepared prepared = run.store().prepare(publication);
                run.joint().hold(work.asset(), new Joint.Held(prepared, stagings, tally));
                return true;
            }
            tally.published(Commits.publish(run.store(), publication, run.id()));
            stagings.keepAll();
        } catch (LevadaException e) {
            if (e.code().equals(Commits.CONFLICT)) {
                rebase(produced, bases, e);
                return false;
            }
            if (e.code().equals(Commits.UNKNOWN)) {
                // The commit may still become visible, and then it needs its files.
                stagings.keepAll();
            }
            throw e;
        }
        CrashPoint.reach("after-commit");
        return true;
    }

    private boolean isJoint() {
        return work.asset().release().isPresent() && !work.isReplay();
    }

    private void rebase(Produced produced, Bases bases, LevadaException conflict) {
        boolean first = !bases.haveMoved();
        bases.advance(produced.kept(), conflict);
        if (first) {
            tally.notice("others wrote to the table meanwhile; it is audited again with what they wrote");
        }
    }

    private Publication publication(Produced produced, Optional<TableVersion> base) {
        Map<String, String> facts = new HashMap<>(work.facts());
        facts.put(Facts.RUN_ID, run.id());
        facts.put(Facts.ACCOUNT, produced.account().fact());
        if (isJoint()) {
            facts.put(Facts.RELEASE, work.asset().release().orElseThrow());
        }
        boolean adds = !work.isReplay() && produced.quarantined().rows() > 0;
        Optional<Staged> added = adds ? Optional.of(produced.quarantined()) : Optional.empty();
        if (added.isEmpty()) {
            run.store().discard(produced.quarantined().staging());
            stagings.keep(produced.quarantined().staging());
        }
        Map<String, Positions> released = new Releases(run.store(), session).of(work, produced);
        return new Publication(produced.kept(), work.mode(), base, new QuarantineChange(added, released), facts);
    }
}
