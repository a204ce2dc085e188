package dev.levada.connector.jdbc.server;

import dev.levada.api.Setting;
import java.util.List;
import java.util.Set;

/** How a connection is encrypted and the server is verified. */
public enum Encryption {
    /** Not at all. */
    DISABLE("disable"),
    /** Encrypted; anybody may answer. */
    REQUIRE("require"),
    /** The server's certificate is verified, and that it is of that host. */
    VERIFY_FULL("verify-full");

    private static final Set<String> OWN = Set.of("localhost", "127.0.0.1", "::1", "[::1]");

    public static final Setting SETTING = Setting.choice(
            "sslmode",
            List.of(DISABLE.word, REQUIRE.word, VERIFY_FULL.word),
            "How the connection is encrypted and the server is verified. By default `verify-full`, and `disable` to"
                    + " this machine itself.");

    private final String word;

    Encryption(String word) {
        this.word = word;
    }

    /** What the project says, or else what is safe. */
    public static Encryption of(Login login) {
        String otherwise = OWN.contains(login.host()) ? DISABLE.word : VERIFY_FULL.word;
        String word = login.settings().optionalText("sslmode").orElse(otherwise);
        return List.of(values()).stream()
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElse(VERIFY_FULL);
    }
}
