package dev.levada.project.read;

import dev.levada.api.Shape;
import dev.levada.problem.Position;
import dev.levada.project.read.Value.Single;
import dev.levada.project.read.Yaml.Mapping;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the project's variables, one after the other, so that each may use those above it. */
final class VariablesReader {
    /** What a run sets by itself. */
    static final Set<String> RESERVED = Set.of("interval_start", "interval_end");

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, Variable> variables;
    private final ScalarReader scalars;
    private final Problems problems;

    /** @param variables what is read is added to it */
    VariablesReader(Map<String, Variable> variables, References references, Problems problems) {
        this.variables = variables;
        this.scalars = new ScalarReader(references, problems);
        this.problems = problems;
    }

    Map<String, Variable> read(Mapping project) {
        project.mapping("variables")
                .ifPresent(mapping -> mapping.entries().forEach((name, entry) -> {
                    checkName(name, entry.position());
                    if (entry.value() instanceof Yaml.Scalar scalar && !scalar.isNothing()) {
                        scalars.read(scalar, new Shape.Scalar(), Label.of("a variable"))
                                .ifPresent(value -> variables.put(name, variable(value)));
                    }
                }));
        return variables;
    }

    private static Variable variable(Single value) {
        return Variable.of(value.scalar().kind(), new References.Resolved(value.text(), value.shown()));
    }

    private void checkName(String name, Position position) {
        if (!NAME.matcher(name).matches()) {
            problems.add(position, "bad-name", "'" + name + "' cannot name a variable: use letters, digits and '_'.");
        } else if (RESERVED.contains(name)) {
            problems.add(position, "bad-name", "'" + name + "' is set by each run. Choose another name.");
        }
    }
}
