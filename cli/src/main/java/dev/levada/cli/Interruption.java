package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.cli.terminal.Terminal;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Ctrl-C (or a signal to terminate) means to a command that runs something: before the run begins, the end; then the
 * first asks the run to end, and the second ends the process at once. A run that does not end in time is ended too; nothing of it is visible then, as after a crash.
 */
final class Interruption implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Terminal terminal;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Runnable> interrupt = new AtomicReference<>();
    private final List<Runnable> restoring;

    Interruption(Terminal terminal) {
        this.terminal = terminal;
        this.restoring = Stream.of("INT", "TERM")
                .map(name -> Signals.listen(name, this::ask))
                .toList();
    }

    /** From now on there is a run to be asked to end: from another thread, once at the most. */
    void of(Runnable asking) {
        interrupt.set(asking);
    }

    private void ask() {
        if (!asked.compareAndSet(false, true)) {
            halt();
        }
        Runnable asking = interrupt.get();
        if (asking == null) {
            terminal.complain("interrupted: nothing was begun");
            halt();
            return;
        }
        terminal.complain("stopping the run; once more to stop at once");
        Thread guard = new Thread(this::haltUnlessEnded, "levada-interruption");
        guard.setDaemon(true);
        guard.start();
        asking.run();
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
