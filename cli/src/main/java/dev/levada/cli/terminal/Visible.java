package dev.levada.cli.terminal;

/** Makes control characters visible, so that data cannot steer a screen. */
final class Visible {
    private Visible() {}

    /** All of them, so that the text stays on one line. */
    static String text(String text) {
        return replace(text, "");
    }

    /** All but tabs. */
    static String keepingTabs(String text) {
        return replace(text, "\t");
    }

    private static String replace(String text, String kept) {
        StringBuilder visible = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            visible.append(kept.indexOf(character) < 0 ? character(character) : String.valueOf(character));
        }
        return visible.toString();
    }

    private static String character(char character) {
        return switch (character) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(character)
                        ? "\\x" + Character.forDigit(character >> 4 & 0xF, 16) + Character.forDigit(character & 0xF, 16)
                        : String.valueOf(character);
        };
    }
}
