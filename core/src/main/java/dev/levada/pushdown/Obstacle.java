package dev.levada.pushdown;

import dev.levada.problem.Position;

/**
 * Something that keeps a query from being computed in a database.
 *
 * @param position where it stands in the project's files
 * @param what it is, such as {@code try_cast}
 * @param why a sentence
 */
public record Obstacle(Position position, String what, String why) {
    @Override
    public String toString() {
        return position + ": " + what + ": " + why;
    }
}
