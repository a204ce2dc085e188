package dev.levada.cli;

import dev.levada.report.Observer;

/** Somebody who looks at a run until it is closed. */
record Spectator(Observer observer, Runnable closing) implements AutoCloseable {

    @Override
    public void close() {
        closing.run();
    }
}
