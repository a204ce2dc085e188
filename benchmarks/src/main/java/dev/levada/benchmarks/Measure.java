package dev.levada.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/** What a comparison judges. */
enum Measure {
    /** The subject's seconds. */
    SECONDS {
        @Override
        OptionalDouble of(Samples subject, Samples yardstick, int parts) {
            return subject.seconds();
        }

        @Override
        String words(double value) {
            return String.format(Locale.ROOT, "%.2f s", value);
        }
    },
    /** How many times as long the subject took, both with their start. */
    RATIO {
        @Override
        OptionalDouble of(Samples subject, Samples yardstick, int parts) {
            return ratio(subject.seconds(), yardstick.seconds());
        }
    },
    /** The same without the start of either: as both say themselves how long their work took. */
    RATIO_OF_WORK {
        @Override
        OptionalDouble of(Samples subject, Samples yardstick, int parts) {
            return ratio(subject.own(), yardstick.own());
        }
    },
    /** How much longer the subject took for each part of its work, in milliseconds. */
    EACH {
        @Override
        OptionalDouble of(Samples subject, Samples yardstick, int parts) {
            if (subject.seconds().isEmpty() || yardstick.seconds().isEmpty()) {
                return OptionalDouble.empty();
            }
            double more = subject.seconds().getAsDouble() - yardstick.seconds().getAsDouble();
            return OptionalDouble.of(more * 1000 / parts);
        }

        @Override
        String words(double value) {
            return String.format(Locale.ROOT, "%.1f ms each", value);
        }
    };

    /** @param parts of how many parts the work was */
    abstract OptionalDouble of(Samples subject, Samples yardstick, int parts);

    /** A value as the results show it. */
    String words(double value) {
        return String.format(Locale.ROOT, value < 0.1 ? "%.3f" : "%.2f", value);
    }

    private static OptionalDouble ratio(OptionalDouble subject, OptionalDouble yardstick) {
        return subject.isEmpty() || yardstick.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(subject.getAsDouble() / yardstick.getAsDouble());
    }
}
