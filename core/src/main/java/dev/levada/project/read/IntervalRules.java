package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.problem.SqlPlace;
import dev.levada.project.Asset;
import dev.levada.project.Making.Transform;
import dev.levada.project.SqlParser;
import dev.levada.project.SqlParser.Parameter;
import dev.levada.project.SqlParser.Understood;
import java.util.Optional;

/** What must hold for assets that are made interval by interval, and for those that are not. */
final class IntervalRules {
    private final SqlParser parser;
    private final Problems problems;

    IntervalRules(SqlParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    void test(Asset asset) {
        if (asset.making() instanceof Transform transform) {
            if (asset.time().isPresent()) {
                byInterval(asset);
            } else {
                asAWhole(asset, transform);
            }
        }
    }

    private void byInterval(Asset asset) {
        if (asset.write().mode().isKeyed()) {
            problems.add(
                    new Position(asset.file(), 1, 1),
                    "contradiction",
                    asset.name()
                            + " is made interval by interval, because it has 'time', so that new rows take the place of"
                            + " the interval's old ones. The mode '"
                            + asset.write().mode().word()
                            + "' does not go with that. Leave 'write.mode' out, or 'time'.");
        }
    }

    private void asAWhole(Asset asset, Transform transform) {
        if (transform.sql().contains("$") && parser.parseQuery(transform.sql()) instanceof Understood query) {
            Optional<Parameter> bound = query.parameters().stream()
                    .filter(parameter -> VariablesReader.RESERVED.contains(parameter.name()))
                    .findFirst();
            bound.ifPresent(parameter -> problems.add(
                    SqlPlace.inFile(transform.position(), transform.sql(), parameter.offset()),
                    "unknown-variable",
                    "$" + parameter.name()
                            + " has a value only in an asset that is made interval by interval. Say how the"
                            + " rows lie in time: `time: {column: …, start: …}`."));
        }
    }
}
