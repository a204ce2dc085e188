package dev.levada.store.lake.table;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.store.BusyTimeout;
import dev.levada.store.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.exceptions.RuntimeIOException;
import org.apache.iceberg.jdbc.UncheckedSQLException;

/** What can go wrong with a lake, in a user's words. */
public final class Failures {
    private Failures() {}

    /** Does something with a table or folder and translates what Iceberg, SQLite and the disk say. */
    public static <T> T translated(Object subject, Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException failed) {
            throw translate(subject, failed);
        }
    }

    public static RuntimeException translate(Object subject, RuntimeException failed) {
        Throwable cause = failed instanceof CommitStateUnknownException ? failed.getCause() : failed;
        if (cause instanceof NotFoundException) {
            return new LevadaException(
                    "store.damaged",
                    Blame.OUTSIDE,
                    "A file of " + subject + " is gone: " + cause.getMessage()
                            + ". Somebody removed it, or the lake's folder was moved.",
                    failed);
        }
        if (cause instanceof UncheckedSQLException) {
            return catalog(subject, failed, cause);
        }
        if (cause instanceof UncheckedIOException
                || cause instanceof RuntimeIOException
                || cause instanceof IOException) {
            return new LevadaException("store.io", Blame.RESOURCES, subject + ": " + advised(reason(cause)), failed);
        }
        return failed;
    }

    private static LevadaException catalog(Object subject, RuntimeException failed, Throwable cause) {
        String reason = reason(cause);
        if (reason.toLowerCase(Locale.ROOT).contains("locked") || reason.contains("BUSY")) {
            return LevadaException.retryable(
                    "store.busy",
                    Blame.OUTSIDE,
                    subject + ": another program has kept the lake's catalog locked for " + BusyTimeout.words()
                            + ". Run again.",
                    failed);
        }
        return new LevadaException(
                "store.catalog", Blame.RESOURCES, subject + ": the lake's catalog: " + advised(reason), failed);
    }

    private static String advised(String reason) {
        return Disk.trouble(reason).map(trouble -> reason + ": " + trouble).orElse(reason);
    }

    /** Messages on the way down, which hold the path and what the system says about it. */
    private static String reason(Throwable failed) {
        Throwable cause = failed.getCause();
        String own = String.valueOf(failed.getMessage());
        if (cause == null || own.contains(String.valueOf(cause.getMessage()))) {
            return own;
        }
        return own + " (" + reason(cause) + ")";
    }

    /** A version that somebody asked for is not there any more. */
    public static LevadaException versionGone(String table, long version, String how) {
        return new LevadaException(
                "store.version", Blame.OUTSIDE, "Version " + version + " of " + table + " is gone: " + how + ".");
    }

    /** @param how what somebody else did meanwhile */
    public static LevadaException conflict(String table, String how) {
        return LevadaException.retryable(
                "store.conflict",
                Blame.OUTSIDE,
                table + " has changed since this run read it; nothing was published. Run again. (" + how + ")",
                null);
    }
}
