package dev.levada.project.read;

import dev.levada.contract.Test;
import dev.levada.problem.Position;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Many;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads how many characters a text must have. */
final class LengthReader {
    private final Problems problems;

    LengthReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Test.OfColumn> read(String column, Value value) {
        if (value instanceof Group group) {
            return checked(column, bound(group, "min"), bound(group, "max"), group.position());
        }
        List<Long> ends =
                ((Many) value).items().stream().map(item -> (Long) item.plain()).toList();
        if (ends.isEmpty() || ends.size() > 2) {
            return wrong(value.position());
        }
        OptionalLong min = OptionalLong.of(ends.get(0));
        return checked(column, min, OptionalLong.of(ends.get(ends.size() - 1)), value.position());
    }

    private Optional<Test.OfColumn> checked(String column, OptionalLong min, OptionalLong max, Position position) {
        boolean none = min.isEmpty() && max.isEmpty();
        boolean crossed = min.isPresent() && max.isPresent() && min.getAsLong() > max.getAsLong();
        return none || crossed ? wrong(position) : Optional.of(new Test.Length(column, min, max));
    }

    private Optional<Test.OfColumn> wrong(Position position) {
        problems.add(
                position,
                "wrong-type",
                "'length' needs a number of characters, the smallest and the largest ([2, 40]), or one of them"
                        + " ({max: 40}).");
        return Optional.empty();
    }

    private static OptionalLong bound(Group group, String key) {
        return group.plain(key, Long.class).map(OptionalLong::of).orElseGet(OptionalLong::empty);
    }
}
