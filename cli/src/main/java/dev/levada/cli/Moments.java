package dev.levada.cli;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;

/** Moments as they are typed. */
final class Moments {
    private static final int DATE_LENGTH = 10;

    private Moments() {}

    /** Reads a date, or a date and a time. @param option where it was given */
    static LocalDateTime parse(String option, String text) {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay()
                    : LocalDateTime.parse(text.replace(' ', 'T'));
        } catch (DateTimeException e) {
            throw new LevadaException(
                    "command.wrong",
                    Blame.PROJECT,
                    option + " needs a date such as 2024-01-31, or a date and a time such as 2024-01-31T06:00, not '"
                            + text + "'.",
                    e);
        }
    }
}
