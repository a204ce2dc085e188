package dev.levada.dialect;

/** Thrown for what has no equivalent in a dialect; the writer knows where it stands. */
public final class Untranslatable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String what;

    /**
     * @param what it is, such as {@code try_cast}
     * @param why a sentence
     */
    public Untranslatable(String what, String why) {
        super(why, null, false, false);
        this.what = what;
    }

    String what() {
        return what;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
