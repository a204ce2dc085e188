package dev.levada.cli;

import dev.levada.upkeep.PointInTime;
import picocli.CommandLine.ITypeConverter;

/** Reads a version, a moment or a run from a command line. */
final class PointOption implements ITypeConverter<PointInTime> {
    @Override
    public PointInTime convert(String text) {
        return PointInTime.parse(text);
    }
}
