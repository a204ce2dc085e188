package dev.levada.cli.terminal;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What may be done on a stream.
 *
 * @param color whether text may be coloured
 * @param motion whether lines may be drawn over
 */
public record Look(Color color, Motion motion) {
    /** Neither colour nor motion. */
    public static final Look PLAIN = new Look(Color.NONE, Motion.STILL);

    /** Whether text may be coloured. */
    public enum Color {
        NONE,
        ANSI
    }

    /** Whether lines may be drawn over. */
    public enum Motion {
        STILL,
        LIVE
    }

    /** What a user asks for. */
    public enum Wish {
        AUTO,
        ALWAYS,
        NEVER;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What a stream leads to. */
    public enum Device {
        SCREEN,
        OTHER
    }

    /** The look that fits a wish, a device and the environment variables {@code NO_COLOR}, {@code TERM}, {@code CI}. */
    public static Look of(Wish wish, Device device, Function<String, @Nullable String> env) {
        boolean able = device == Device.SCREEN && !isSet(env, "NO_COLOR") && !"dumb".equals(env.apply("TERM"));
        Color color = switch (wish) {
            case ALWAYS -> Color.ANSI;
            case NEVER -> Color.NONE;
            case AUTO -> able ? Color.ANSI : Color.NONE;
        };
        return new Look(color, able && !isSet(env, "CI") ? Motion.LIVE : Motion.STILL);
    }

    /** The text in that ink, if the stream has colours. */
    public String dye(Ink ink, String text) {
        return color == Color.ANSI ? ink.onto(text) : text;
    }

    private static boolean isSet(Function<String, @Nullable String> env, String name) {
        String value = env.apply(name);
        return value != null && !value.isEmpty();
    }
}
