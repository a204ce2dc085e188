package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.engine.Session.Progress;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The tasks that are at work: tells an observer a few times a second how far they are, and stops them all. */
final class Activity implements AutoCloseable {
    private static final long TICK_MILLIS = 200;

    private final Observer observer;
    private final Map<AssetName, Step> steps = new TreeMap<>();
    private final ScheduledExecutorService ticker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean stopped;

    Activity(Observer observer) {
        this.observer = observer;
        this.ticker = Executors.newSingleThreadScheduledExecutor(job -> {
            Thread thread = new Thread(job, "levada-progress");
            thread.setDaemon(true);
            return thread;
        });
        // It ends with the ticker; there is no result to wait for.
        Future<?> unused = ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * A task does something now.
     *
     * @param word what, for the observer
     */
    synchronized void enter(AssetName asset, String word, Session session) {
        demandGoingOn();
        steps.put(asset, new Step(word, session));
    }

    /** A task is done with its session. */
    synchronized void leave(AssetName asset) {
        steps.remove(asset);
    }

    /** Stops what runs, and lets nothing begin. */
    synchronized void stop() {
        stopped = true;
        stopping.countDown();
        steps.values().forEach(step -> step.session().cancel());
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    synchronized void demandGoingOn() {
        if (stopped) {
            throw stopped();
        }
    }

    /** Does nothing for a while; less if it is stopped. An interrupted thread stops it and keeps its flag. */
    void rest(long millis) {
        try {
            boolean unused = stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }

    static LevadaException stopped() {
        return new LevadaException(
                "run.interrupted", Blame.INTERRUPTED, "Stopped because somebody asked; nothing of it was published.");
    }

    private void tick() {
        if (isStopped()) {
            // A statement that began just as the others were stopped has not heard of it.
            stop();
        }
        progress().forEach(now -> observer.taskProgress(now.asset(), now.word(), now.progress()));
    }

    /** Observers are told outside of the lock: one of them may well ask to stop. */
    private synchronized List<Now> progress() {
        List<Now> now = new ArrayList<>();
        steps.forEach((asset, step) ->
                now.add(new Now(asset, step.word(), step.session().progress())));
        return now;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private record Step(String word, Session session) {}

    private record Now(AssetName asset, String word, Progress progress) {}
}
