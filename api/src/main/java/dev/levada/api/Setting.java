package dev.levada.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of one setting.
 *
 * @param name the key in the project file
 * @param shape what its value looks like
 * @param required whether the key must be there
 * @param secret whether the value must never be shown
 * @param fallback what holds when the key is absent, as it would be written; null for "nothing"
 * @param description one or two sentences for the reference page and for editors
 */
public record Setting(
        String name,
        Shape shape,
        boolean required,
        boolean secret,
        @Nullable String fallback,
        String description) {

    public Setting {
        if (description.isBlank()) {
            throw new IllegalArgumentException("setting '" + name + "' needs a description");
        }
    }

    public static Setting of(String name, Shape shape, String description) {
        return new Setting(name, shape, false, false, null, description);
    }

    public static Setting text(String name, String description) {
        return of(name, new Shape.Text(), description);
    }

    public static Setting flag(String name, String description) {
        return of(name, new Shape.Flag(), description);
    }

    public static Setting whole(String name, long min, long max, String description) {
        return of(name, new Shape.Whole(min, max), description);
    }

    public static Setting choice(String name, List<String> words, String description) {
        return of(name, new Shape.Choice(words), description);
    }

    public static Setting list(String name, Shape element, String description) {
        return of(name, new Shape.ListOf(element), description);
    }

    public static Setting map(String name, Shape value, String description) {
        return of(name, new Shape.MapOf(value), description);
    }

    public static Setting keys(String name, List<Setting> settings, String description) {
        return of(name, new Shape.Keys(settings), description);
    }

    /** The same setting, which must be given. */
    public Setting mandatory() {
        return new Setting(name, shape, true, secret, fallback, description);
    }

    /** The same setting, whose value is never shown. */
    public Setting hidden() {
        return new Setting(name, shape, required, true, fallback, description);
    }

    /** The same setting, with what holds when it is absent. */
    public Setting defaultingTo(String value) {
        return new Setting(name, shape, required, secret, value, description);
    }
}
