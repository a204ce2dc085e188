package dev.levada.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Threads that share one piece of work. */
record Workers(int count) {

    /** Lets each thread do the work, and returns when all have; fails as the first of them failed. */
    void work(Runnable work) {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                results.add(pool.submit(work));
            }
            RuntimeException failure = null;
            for (Future<?> result : results) {
                failure = first(failure, result);
            }
            if (failure != null) {
                throw failure;
            }
        } finally {
            pool.shutdown();
        }
    }

    private static @Nullable RuntimeException first(@Nullable RuntimeException before, Future<?> result) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    result.get();
                    return before;
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    RuntimeException failure = e.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException(e.getCause());
                    return before == null ? failure : before;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
