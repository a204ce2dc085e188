package dev.levada.cli.terminal;

/** How a piece of text stands out. */
public enum Ink {
    NONE(""),
    BOLD("1"),
    DIM("2"),
    RED("31"),
    BOLD_RED("1;31"),
    GREEN("32"),
    YELLOW("33"),
    BLUE("34");

    private final String code;

    Ink(String code) {
        this.code = code;
    }

    /** The text between the control sequences that colour it and that end the colour. */
    String onto(String text) {
        return code.isEmpty() || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
