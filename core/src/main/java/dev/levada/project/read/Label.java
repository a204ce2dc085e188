package dev.levada.project.read;

/**
 * How a message names the value it is about.
 *
 * @param whole what the keys belong to: {@code an asset}
 * @param path the keys that lead there, joined by dots; empty for the whole
 */
record Label(String whole, String path) {

    static Label of(String whole) {
        return new Label(whole, "");
    }

    Label child(String key) {
        return new Label(whole, path.isEmpty() ? key : path + "." + key);
    }

    /** One entry of the list that this names. */
    Label entry() {
        return of("an entry of '" + path + "'");
    }

    /** {@code 'write.mode'} or {@code an asset}. */
    String name() {
        return path.isEmpty() ? whole : "'" + path + "'";
    }

    /** The name at the start of a sentence. */
    String subject() {
        return Character.toUpperCase(name().charAt(0)) + name().substring(1);
    }
}
