package dev.levada.problem;

/**
 * Something wrong in a project.
 *
 * @param code a stable short name such as {@code project.unknown-key}
 * @param message what is wrong, with which value, and what would be right
 */
public record Problem(Position position, String code, String message) {
    @Override
    public String toString() {
        return position + ": " + message;
    }
}
