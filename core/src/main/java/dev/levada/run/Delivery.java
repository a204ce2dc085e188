package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.Check;
import dev.levada.engine.CheckResult;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Session;
import dev.levada.pushdown.Venue;
import dev.levada.report.Status;
import dev.levada.store.CrashPoint;
import dev.levada.store.Facts;
import dev.levada.store.Positions;
import dev.levada.store.Prepared;
import dev.levada.store.Publication;
import dev.levada.store.Publication.QuarantineChange;
import dev.levada.store.QueryFailure;
import dev.levada.store.Staged;
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
    private final Optional<Sifting> sifting;

    Delivery(Run run, Work work, Session session, Tally tally) {
        this(run, work, session, tally, new Stagings(run.store()));
    }

    /** Of rows that may come from a query. @param sifting shows the rows that it needs */
    Delivery(Run run, Work work, Session session, Tally tally, Sifting sifting) {
        this(run, work, session, tally, new Stagings(run.store()), Optional.of(sifting));
    }

    /** Of rows that are produced elsewhere. @param stagings the places that they are written to */
    Delivery(Run run, Work work, Session session, Tally tally, Stagings stagings) {
        this(run, work, session, tally, stagings, Optional.empty());
    }

    private Delivery(Run run, Work work, Session session, Tally tally, Stagings stagings, Optional<Sifting> sifting) {
        this.sifting = sifting;
        this.run = run;
        this.work = work;
        this.session = session;
        this.tally = tally;
        this.stagings = stagings;
    }

    /** Returns how it ended, unless it failed; whatever was staged is gone then, but for what the message names. */
    Status deliver() {
        CrashPoint.reach("before-stage", work.asset().name());
        try {
            Produced produced = produce();
            judge(produced);
            if (work.isReplay() && changesNothing(produced)) {
                stagings.discard();
                return Status.UNCHANGED;
            }
            settle(produced);
            return Status.DONE;
        } catch (Throwable e) {
            stagings.discardAfter(e);
            throw e;
        }
    }

    /** Judges, audits and publishes rows that were produced elsewhere. Who produced them discards them if it fails. */
    TableVersion conclude(Produced produced) {
        tally.produced(produced);
        judge(produced);
        return settle(produced);
    }

    /** Audits and publishes, again if others were faster and what they wrote does not meet these rows. */
    private TableVersion settle(Produced produced) {
        Bases bases = new Bases(run.store(), work);
        while (true) {
            audit(produced, bases.current());
            Optional<TableVersion> published = publish(produced, bases);
            if (published.isPresent()) {
                return published.get();
            }
        }
    }

    /** Whether a replay came to nothing: no row of the table changes, and all that were tried stay in quarantine. */
    private static boolean changesNothing(Produced produced) {
        return produced.kept().rows() == 0
                && produced.kept().replaced().isNone()
                && produced.released().isEmpty();
    }

    /** A database that fails over what it computes leaves that to the engine. */
    private Produced produce() {
        try {
            return produce(work);
        } catch (QueryFailure e) {
            Work byEngine = work.computedByEngine().orElseThrow(() -> e);
            stagings.discard();
            tally.notice(Computing.notice(e));
            tally.computedIn(Venue.ENGINE);
            return produce(byEngine);
        }
    }

    private Produced produce(Work work) {
        run.activity().enter(work.asset().name(), "read", session);
        Stagings.Pair places = stagings.open(work, run.id());
        CrashPoint.reach("after-stage", work.asset().name());
        Lateness lateness = Lateness.of(work, run.store(), session);
        Production production =
                lateness.mark(work.production(run.store(), places.kept(), places.quarantined(), run.started()));
        Production narrowed = new Narrowing(work, session, tally).of(production);
        Produced produced = sifting.isPresent()
                ? sifting.get().during(session, work, () -> session.produce(narrowed))
                : session.produce(narrowed);
        tally.produced(produced);
        lateness.count(produced, run.store(), session, tally);
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
                stagings.show(produced.quarantined().staging());
            }
            throw e;
        }
        verdict.notice().ifPresent(tally::notice);
    }

    private void audit(Produced produced, Optional<TableVersion> base) {
        CrashPoint.reach("before-audit", work.asset().name());
        if (work.asset().contract().checks().isEmpty()) {
            return;
        }
        run.activity().enter(work.asset().name(), "audit", session);
        session.expose(work.asset().name(), run.store().preview(produced.kept(), work.mode(), base));
        List<CheckResult> results = new ArrayList<>();
        for (Check check : work.asset().contract().checks()) {
            run.activity().demandGoingOn();
            results.add(session.check(work.asset().name(), check, SAMPLE));
            tally.checked(List.copyOf(results));
        }
        if (results.stream().anyMatch(CheckResult::forbids)) {
            stagings.show(produced.kept().staging());
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

    /** Returns the version that it made; empty if the rows must be audited on another base first. */
    private Optional<TableVersion> publish(Produced produced, Bases bases) {
        Publication.Follower follower = run.activity().publish(work.asset().name(), session);
        Publication publication = publication(produced, bases.current(), follower);
        CrashPoint.reach("before-publish", work.asset().name());
        run.holding().demand(work.asset().name());
        run.activity().demandGoingOn();
        try {
            if (isJoint()) {
                Prepared prepared = run.store().prepare(publication);
                run.joint().hold(work.asset(), new Joint.Held(prepared, stagings, tally));
                return Optional.of(prepared.version());
            }
            TableVersion published = Commits.publish(run.store(), publication);
            tally.published(published);
            stagings.keepAll();
            CrashPoint.reach("after-publish", work.asset().name());
            return Optional.of(published);
        } catch (LevadaException e) {
            if (e.code().equals(Commits.CONFLICT)) {
                rebase(produced, bases, e);
                return Optional.empty();
            }
            if (e.code().equals(Commits.UNKNOWN)) {
                // The commit may still become visible, and then it needs its files.
                stagings.keepAll();
            }
            throw e;
        }
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

    private Publication publication(Produced produced, Optional<TableVersion> base, Publication.Follower follower) {
        Map<String, String> facts = new HashMap<>(work.facts());
        facts.put(Facts.RUN_ID, produced.kept().staging().runId());
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
        return new Publication(
                produced.kept(), work.mode(), base, new QuarantineChange(added, released), facts, follower);
    }
}
