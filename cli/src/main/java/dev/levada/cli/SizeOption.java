package dev.levada.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an amount of data from a command line: {@code 256MB}, {@code 1.5 GB}, {@code 64 MiB}; a kB is 1000 B. */
final class SizeOption implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*([a-z]+)");
    private static final Map<String, Long> UNITS = Map.of(
            "b", 1L,
            "kb", 1_000L,
            "mb", 1_000_000L,
            "gb", 1_000_000_000L,
            "kib", 1L << 10,
            "mib", 1L << 20,
            "gib", 1L << 30);

    @Override
    public Long convert(String text) {
        Matcher size = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        Long unit = size.matches() ? UNITS.get(size.group(2)) : null;
        if (unit == null) {
            throw new TypeConversionException(
                    "'" + text + "' is not an amount of data. Write it like 64MB, 1.5GB or 512MiB.");
        }
        long bytes =
                new BigDecimal(size.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
        if (bytes < 1) {
            throw new TypeConversionException("'" + text + "' is no amount of data at all.");
        }
        return bytes;
    }
}
