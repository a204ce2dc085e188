package dev.levada.api;

/** Whose fault a failure is, which decides the exit code of a command. */
public enum Blame {
    /** The project's files or the command line are wrong. */
    PROJECT(2),
    /** The data broke a contract, a check, or Levada's account of it. */
    DATA(1),
    /** A system outside Levada could not be reached or refused. */
    OUTSIDE(3),
    /** Disk, memory or another resource of this machine ran out. */
    RESOURCES(3),
    /** A defect of Levada itself. */
    LEVADA(1),
    /** Somebody asked to stop. */
    INTERRUPTED(130);

    private final int exitCode;

    Blame(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code of a command that ended with a failure of this kind. */
    public int exitCode() {
        return exitCode;
    }
}
