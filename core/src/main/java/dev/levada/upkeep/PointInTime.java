package dev.levada.upkeep;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.ledger.Ledger;
import dev.levada.ledger.RunRecord;
import dev.levada.store.PastCommit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/** A place in the past, as users name it: a version of a table, a moment, or a run. */
public sealed interface PointInTime {
    /** A table's version by its id. */
    record Version(long id) implements PointInTime {}

    /** The state at a moment: commits of that very moment count. */
    record Moment(Instant at) implements PointInTime {}

    /** The state that a run left. */
    record Run(String id) implements PointInTime {}

    /**
     * Reads a version's id (digits only), a moment ({@code 2024-07-01}, {@code 2024-07-01T09:30:15Z}; in UTC unless it says
     * otherwise) or the id of a run.
     */
    static PointInTime parse(String text) {
        if (Pattern.matches("\\d{12,19}|\\d{1,7}", text)) {
            return version(text);
        }
        return moment(text).<PointInTime>map(Moment::new).orElseGet(() -> new Run(text));
    }

    private static PointInTime version(String digits) {
        try {
            return new Version(Long.parseLong(digits));
        } catch (NumberFormatException tooLarge) {
            return new Run(digits);
        }
    }

    private static Optional<Instant> moment(String text) {
        String iso = text.strip().replace(' ', 'T');
        try {
            if (iso.length() == 10) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean zoned = iso.endsWith("Z") || Pattern.matches(".*T.*[+-]\\d{2}:\\d{2}", iso);
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }

    /**
     * The moment that all tables are looked at.
     *
     * @throws LevadaException if it is a version, which is of one table, or a run that is not known or goes on
     */
    default Instant moment(Ledger ledger) {
        if (this instanceof Moment moment) {
            return moment.at();
        }
        if (this instanceof Version version) {
            throw new LevadaException(
                    "query.as-of",
                    Blame.PROJECT,
                    "'" + version.id()
                            + "' is a version of one table. Name a moment, such as 2024-07-01T09:30:15Z, or a run.");
        }
        String id = ((Run) this).id();
        RunRecord run = ledger.run(id)
                .orElseThrow(() -> new LevadaException(
                        "runs.unknown",
                        Blame.PROJECT,
                        "'" + id + "' is neither a moment, such as 2024-07-01T09:30:15Z, nor a run. The list of runs:"
                                + " levada runs"));
        return run.ended()
                .orElseThrow(() -> new LevadaException(
                        "query.as-of",
                        Blame.PROJECT,
                        "Run " + run.runId()
                                + " has not ended, or died before it could say so. Name a moment instead."));
    }

    /** The commit of a table that is meant. @throws LevadaException if there is none */
    default PastCommit in(Past past, String table) {
        Optional<PastCommit> found;
        if (this instanceof Version version) {
            found = past.version(version.id());
        } else if (this instanceof Moment moment) {
            found = past.at(moment.at());
        } else {
            found = past.by(((Run) this).id());
        }
        return found.orElseThrow(() -> new LevadaException(
                "store.version",
                Blame.PROJECT,
                words() + " is none of " + table + ". The list of its versions: levada lake history " + table));
    }

    private String words() {
        if (this instanceof Version version) {
            return "Version " + version.id();
        }
        if (this instanceof Moment moment) {
            return "A version from " + moment.at() + " or before";
        }
        return "'" + ((Run) this).id() + "', which is neither a moment nor a run that committed to it,";
    }
}
