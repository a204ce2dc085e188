package dev.levada.cli;

import java.util.Locale;

/** How a command shows what it found out: to people, or as one document to programs. */
enum ReportFormat {
    TABLE,
    JSON;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
