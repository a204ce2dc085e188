package dev.levada.cli;

import dev.levada.project.read.Scalars;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a length of time from a command line. */
final class SpanOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Scalars.span(text)
                .orElseThrow(() -> new TypeConversionException(
                        "'" + text + "' is not a length of time. Write it like 90s, 5m, 7d or 1h 30m."));
    }
}
