package dev.levada.benchmarks;

import java.nio.file.Path;

/**
 * Where things lie.
 *
 * @param home the checkout
 */
record Places(Path home) {

    Path benchmarks() {
        return home.resolve("benchmarks");
    }

    /** What the measurement writes and may be deleted. */
    Path target() {
        return benchmarks().resolve("target");
    }

    /** The folder in which a side runs. */
    Path work(String side) {
        return target().resolve("work").resolve(side);
    }

    /** The launcher. */
    String levada() {
        return home.resolve("levada").toString();
    }

    /** The Java that this program runs on, which is the launcher's too. */
    String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
