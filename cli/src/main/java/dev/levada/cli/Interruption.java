package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * What Ctrl-C (or a signal to terminate) means while a run goes on: the first asks the run to end, the second ends the
 * process at once. A run that does not end in time is ended too; nothing of it is visible then, as after a crash.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Runnable interrupt;
    private final Terminal terminal;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final List<Runnable> restoring;

    /** @param interrupt asks the run to end soon; called from another thread, once at the most */
    Interruption(Runnable interrupt, Terminal terminal) {
        this.interrupt = interrupt;
        this.terminal = terminal;
        this.restoring = Stream.of("INT", "TERM")
                .map(name -> Signals.listen(name, this::ask))
                .toList();
    }

    private void ask() {
        if (!asked.compareAndSet(false, true)) {
            halt();
        }
        terminal.complain("stopping the run; once more to stop at once");
        Thread guard = new Thread(this::haltUnlessEnded, "levada-interruption");
        guard.setDaemon(true);
        guard.start();
        interrupt.run();
    }

    private void haltUnlessEnded() {
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                terminal.complain("the run did not end within " + PATIENCE_SECONDS + " s; stopped");
                halt();
            }
        } catch (InterruptedException leaving) {
            Thread.currentThread().interrupt();
        }
    }

    private static void halt() {
        Runtime.getRuntime().halt(Blame.INTERRUPTED.exitCode());
    }

    /** The run has ended: signals mean again what they meant before. */
    @Override
    public void close() {
        ended.countDown();
        restoring.forEach(Runnable::run);
    }
}
