package dev.levada.problem;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** All that is wrong with a project, found in one go. */
public final class ProjectException extends LevadaException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    public ProjectException(List<Problem> problems) {
        super("project.invalid", Blame.PROJECT, describe(problems));
        this.problems = sorted(problems);
    }

    /** In the order of their places. */
    public List<Problem> problems() {
        return problems;
    }

    private static List<Problem> sorted(List<Problem> problems) {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(Problem::position))
                .toList();
    }

    private static String describe(List<Problem> problems) {
        return sorted(problems).stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }
}
