package dev.levada.cli;

import dev.levada.project.read.Scalars;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Whether a command waits for other runs. */
final class WaitOption {
    @Option(
            names = "--wait",
            paramLabel = "TIME",
            converter = Reader.class,
            description = {
                "If another run is making one of these assets, wait up to this long for its end: 90s, 5m, 1h.",
                "Default: don't wait, but fail."
            })
    private Wait wait = new Wait("", Duration.ZERO);

    Duration patience() {
        return wait.patience();
    }

    /** The words that give a command the same option. */
    List<String> words() {
        return wait.text().isEmpty() ? List.of() : List.of("--wait", wait.text());
    }

    private record Wait(String text, Duration patience) {}

    private static final class Reader implements ITypeConverter<Wait> {
        @Override
        public Wait convert(String text) {
            return Scalars.span(text)
                    .map(span -> new Wait(text, span))
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + text + "' is not a length of time. Write it like 90s, 5m or 1h 30m."));
        }
    }
}
