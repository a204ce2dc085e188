package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.problem.Problem;
import dev.levada.project.Secrets;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong, so that all of it can be told at once. */
final class Problems {
    private final List<Problem> found = new ArrayList<>();

    void add(Position position, String code, String message) {
        found.add(new Problem(position, "project." + code, message));
    }

    void addAll(Problems more) {
        found.addAll(more.found);
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<Problem> hiding(Secrets secrets) {
        return found.stream()
                .map(problem -> new Problem(problem.position(), problem.code(), secrets.hide(problem.message())))
                .toList();
    }
}
