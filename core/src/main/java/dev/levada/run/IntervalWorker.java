package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Produced;
import dev.levada.engine.Session;
import dev.levada.plan.IntervalWords;
import dev.levada.project.AssetName;
import dev.levada.project.Interval;
import dev.levada.store.CrashPoint;
import dev.levada.store.QueryFailure;
import dev.levada.store.TableVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes the intervals of a task, a chunk to a commit. Several threads may make chunks at once, each in a session of its own;
 * what they made is published one after the other.
 */
final class IntervalWorker {
    private final Run run;
    private final IntervalMaking making;
    private final IntervalQueue queue;
    private final IntervalWords words;
    private final AssetName asset;
    private final Tally tally;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger parts = new AtomicInteger();
    private Optional<TableVersion> base;

    IntervalWorker(
            Run run,
            IntervalMaking making,
            IntervalQueue queue,
            IntervalWords words,
            AssetName asset,
            Optional<TableVersion> base,
            Tally tally) {
        this.run = run;
        this.making = making;
        this.queue = queue;
        this.words = words;
        this.asset = asset;
        this.base = base;
        this.tally = tally;
    }

    /** Makes the first chunk, which makes the table if it is not there. */
    void one(Session session) {
        work(session, () -> attempt(session, queue.next()));
    }

    /** Makes chunks until none is left. */
    void all(Session session) {
        work(session, () -> {
            while (queue.hasNext()) {
                List<Interval> chunk = queue.next();
                if (!chunk.isEmpty()) {
                    attempt(session, chunk);
                }
            }
        });
    }

    private void work(Session session, Runnable work) {
        try {
            making.view().showAll(session);
            work.run();
        } catch (Throwable e) {
            queue.abandon();
            throw e;
        } finally {
            run.activity().leave(session);
        }
    }

    /** If one interval's data fails, all of its chunk do; so they are tried one by one then. */
    private void attempt(Session session, List<Interval> chunk) {
        Instant begin = run.workspace().clock().instant();
        try {
            deliver(session, chunk);
            queue.made(chunk.size(), run.secondsSince(begin));
        } catch (QueryFailure e) {
            making.computing().fail(e);
            tally.noticeOnce(Computing.notice(e));
            begun.addAndGet(-chunk.size());
            attempt(session, chunk);
        } catch (LevadaException e) {
            if (e.blame() != Blame.DATA || chunk.isEmpty() || queue.isOneCommit()) {
                throw e;
            }
            if (chunk.size() == 1) {
                queue.failed(chunk.get(0), e);
            } else {
                begun.addAndGet(-chunk.size());
                chunk.forEach(each -> attempt(session, List.of(each)));
            }
        }
    }

    /** Whether its intervals are tried one by one if one's data fails. What takes the place of all rows cannot come in parts. */
    private boolean isTriedAgain(List<Interval> chunk) {
        return chunk.size() > 1 && !queue.isOneCommit();
    }

    private void deliver(Session session, List<Interval> chunk) {
        run.activity().demandGoingOn();
        CrashPoint.reach("before-stage", asset);
        Stagings stagings = new Stagings(run.store(), isTriedAgain(chunk) ? Stagings.Kind.TRIAL : Stagings.Kind.FINAL);
        Tally told = queue.isOneCommit() ? tally : new Tally(List.of());
        try {
            Work work = making.work(session, chunk, base());
            Stagings.Pair places = stagings.open(work, run.part(parts.getAndIncrement()));
            CrashPoint.reach("after-stage", asset);
            Produced produced = produce(session, work, chunk, places);
            publish(session, work, produced, stagings, told);
        } catch (Throwable e) {
            stagings.discardAfter(e);
            throw e;
        }
    }

    private Produced produce(Session session, Work work, List<Interval> chunk, Stagings.Pair places) {
        Parts made = new Parts(places.kept(), places.quarantined());
        int number = begun.getAndAdd(chunk.size());
        for (Interval interval : chunk) {
            number++;
            String word = words.unit() + " " + number + " of " + queue.total();
            run.activity().enter(asset, word, session);
            made.add(making.produce(session, work, interval, made, places));
        }
        return made.whole();
    }

    private synchronized void publish(Session session, Work work, Produced produced, Stagings stagings, Tally told) {
        Work onto = work.onto(base);
        making.showToChecks(session);
        Delivery delivery = new Delivery(run, onto, session, told, stagings);
        TableVersion made = delivery.conclude(produced.replacing(making.replaced(session, onto)));
        base = Optional.of(made);
        if (told != tally) {
            tally.add(told);
        }
        CrashPoint.reach("after-chunk", asset);
    }

    private synchronized Optional<TableVersion> base() {
        return base;
    }
}
