package dev.levada.doctor;

import dev.levada.api.Blame;
import dev.levada.api.Finding;
import dev.levada.api.Finding.Level;
import dev.levada.api.LevadaException;
import dev.levada.api.Settings;
import dev.levada.project.Connection;
import dev.levada.project.Making.Extract;
import dev.levada.workspace.Sources;
import dev.levada.workspace.Workspace;
import java.util.List;

/** Examines what a project works with. Reads no data and changes nothing. */
public final class Doctor {
    private static final String NOT_EXAMINED = "source.no-examination";

    private final Workspace workspace;

    public Doctor(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The connection of that name. @throws LevadaException naming the nearest one if there is none */
    public Examined connection(String name) {
        try (Sources sources = new Sources(workspace)) {
            sources.connector(name); // a name that is wrong is no finding
            Connection connection = workspace.project().connections().get(name);
            String type = connection == null ? "" : connection.type();
            try {
                List<Finding> findings = sources.open(name).examine(extracts(name), workspace.clock());
                boolean broken = findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM);
                return new Examined(name, type, findings, broken ? Blame.OUTSIDE.exitCode() : 0);
            } catch (LevadaException failure) {
                return failed(name, type, failure);
            }
        }
    }

    private static Examined failed(String name, String type, LevadaException failure) {
        String said = String.valueOf(failure.getMessage());
        return failure.code().equals(NOT_EXAMINED)
                ? new Examined(name, type, List.of(Finding.note("examination", said, "")), 0)
                : new Examined(
                        name,
                        type,
                        List.of(Finding.problem("connection", said)),
                        failure.blame().exitCode());
    }

    private List<Settings> extracts(String connection) {
        return workspace.project().assets().values().stream()
                .filter(asset -> asset.making() instanceof Extract extract
                        && extract.connection().equals(connection))
                .map(asset -> ((Extract) asset.making()).settings())
                .toList();
    }

    /** This machine: where tables and temporary files are kept, and memory. */
    public Examined machine() {
        List<Finding> findings = new Machine(workspace).findings();
        boolean broken = findings.stream().anyMatch(finding -> finding.level() == Level.PROBLEM);
        return new Examined("machine", "", findings, broken ? Blame.RESOURCES.exitCode() : 0);
    }
}
