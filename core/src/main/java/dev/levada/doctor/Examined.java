package dev.levada.doctor;

import dev.levada.api.Finding;
import java.util.List;

/**
 * Something that was examined.
 *
 * @param name the connection's name, or {@code machine}
 * @param kind the connection's type; empty for the machine
 * @param exitCode of a command that only did this: 0 unless there is a problem
 */
public record Examined(String name, String kind, List<Finding> findings, int exitCode) {
    public Examined {
        findings = List.copyOf(findings);
    }
}
