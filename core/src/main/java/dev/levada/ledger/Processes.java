package dev.levada.ledger;

import dev.levada.ledger.RunRecord.Owner;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;

/** Tells whether the process of a run is still there. */
public final class Processes {
    private Processes() {}

    /** This process. */
    public static Owner own() {
        ProcessHandle own = ProcessHandle.current();
        return new Owner(host(), own.pid(), own.info().startInstant());
    }

    /** Whether the process was on this machine and has ended. What runs elsewhere cannot be told and counts as alive. */
    public static boolean isGone(Owner owner) {
        if (!owner.host().equals(host())) {
            return false;
        }
        Optional<ProcessHandle> alive = ProcessHandle.of(owner.pid()).filter(ProcessHandle::isAlive);
        Optional<Instant> started = alive.flatMap(process -> process.info().startInstant());
        boolean another = started.isPresent()
                && owner.started().isPresent()
                && !started.get().equals(owner.started().get());
        return alive.isEmpty() || another;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
