package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.engine.Session;
import dev.levada.engine.Session.Progress;
import dev.levada.project.AssetName;
import dev.levada.report.Observer;
import dev.levada.store.Publication;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** The tasks that are at work: tells an observer a few times a second how far they are, and stops them all. */
public final class Activity implements AutoCloseable {
    private static final long TICK_MILLIS = 200;

    private final Observer observer;
    private final Map<Session, Step> steps = new LinkedHashMap<>();
    private final ScheduledExecutorService ticker;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private boolean stopped;

    public Activity(Observer observer) {
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
    public synchronized void enter(AssetName asset, String word, Session session) {
        demandGoingOn();
        steps.put(session, new Step(asset, word, session::progress));
    }

    /** A task publishes now. What is returned tells how far that is, and stops it once the run is to stop. */
    public synchronized Publication.Follower publish(AssetName asset, Session session) {
        demandGoingOn();
        AtomicReference<Progress> progress = new AtomicReference<>(new Progress(-1, 0, 0));
        steps.put(session, new Step(asset, "publish", progress::get));
        return fraction -> {
            demandGoingOn();
            progress.set(new Progress(fraction, 0, 0));
        };
    }

    /** A task is done with a session. */
    public synchronized void leave(Session session) {
        steps.remove(session);
    }

    /** Stops what runs, and lets nothing begin. */
    public synchronized void stop() {
        stopped = true;
        stopping.countDown();
        steps.keySet().forEach(Session::cancel);
    }

    synchronized boolean isStopped() {
        return stopped;
    }

    public synchronized void demandGoingOn() {
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
        Map<AssetName, Now> now = new TreeMap<>();
        steps.forEach((session, step) -> now.put(
                step.asset(), new Now(step.asset(), step.word(), step.progress().get())));
        return List.copyOf(now.values());
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }

    private record Step(AssetName asset, String word, Supplier<Progress> progress) {}

    private record Now(AssetName asset, String word, Progress progress) {}
}
