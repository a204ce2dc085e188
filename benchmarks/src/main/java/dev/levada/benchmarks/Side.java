package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * One program in one situation, to be timed.
 *
 * @param name unique among all sides
 * @param title as the results call it
 * @param family sides of one family take turns
 * @param fewest so many runs are made at least, because a single one is short
 * @param folder where it runs
 * @param setup makes the folder ready for a run; not timed
 * @param command what is timed
 * @param own reads from a run that went well what the program says it took
 * @param proof demands after a run that went well that it did its work; not timed
 */
record Side(
        String name,
        String title,
        String family,
        int fewest,
        Path folder,
        Setup setup,
        List<String> command,
        Own own,
        Proof proof) {

    /** A side whose work is not looked at after each run. */
    Side(
            String name,
            String title,
            String family,
            int fewest,
            Path folder,
            Setup setup,
            List<String> command,
            Own own) {
        this(name, title, family, fewest, folder, setup, command, own, () -> {});
    }

    /** The same side, looked at after each run. */
    Side proven(Proof looking) {
        return new Side(name, title, family, fewest, folder, setup, command, own, looking);
    }

    /** Makes a folder ready. */
    interface Setup {
        void ready(Path folder) throws IOException, InterruptedException;
    }

    /** What a program says it took. */
    interface Own {
        OptionalDouble seconds(Child child) throws IOException;
    }

    /** Looks at what a run has made, and throws if it is not what it should be. */
    interface Proof {
        void demand() throws IOException;
    }

    /** Runs once: ready, warm, settled, timed, looked at. */
    Sample sample() throws IOException, InterruptedException, Unfinished {
        setup.ready(folder);
        Folders.warm(folder.resolve("data"));
        Child.expect(folder, List.of("sync")); // what others wrote must not be written on this one's time
        Child child = Child.run(folder, command);
        if (child.exitCode() != 0) {
            throw new Unfinished("exit code " + child.exitCode() + ": " + child.ending());
        }
        proof.demand();
        return new Sample(child.seconds(), own.seconds(child), child.peakBytes());
    }

    /** A run that did not reach its end, and why. */
    static final class Unfinished extends Exception {
        private static final long serialVersionUID = 1;

        Unfinished(String why) {
            super(why);
        }
    }
}
