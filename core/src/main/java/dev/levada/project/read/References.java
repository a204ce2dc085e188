package dev.levada.project.read;

import dev.levada.project.read.Yaml.Scalar;
import java.util.Optional;

/** What {@code ${...}} in a value stands for. */
interface References {

    /**
     * The scalar's text with its references replaced; empty if they cannot be, after a problem was told, or are not
     * wanted.
     */
    Optional<Resolved> resolve(Scalar scalar);

    /**
     * A text with its references replaced.
     *
     * @param text the text to work with, which may hold secrets
     * @param shown the same without secrets: references to them are left as written
     */
    record Resolved(String text, String shown) {
        static Resolved plain(String text) {
            return new Resolved(text, text);
        }

        Resolved plus(Resolved next) {
            return new Resolved(text + next.text, shown + next.shown);
        }

        /** Whether no part of it is secret. */
        boolean isOpen() {
            return text.equals(shown);
        }
    }

    /** For parts that are not in effect: a value with references fits every declaration. */
    static References ignored() {
        return scalar -> scalar.text().contains("${") ? Optional.empty() : Optional.of(Resolved.plain(scalar.text()));
    }
}
