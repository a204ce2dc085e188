package dev.levada.project.read;

import dev.levada.contract.OnDrift;
import dev.levada.contract.OnFail;
import dev.levada.contract.Severity;
import dev.levada.project.Pushdown;
import java.util.Locale;

/** Constants by the words that project files have for them. */
final class Words {
    private Words() {}

    static OnFail onFail(String word) {
        return OnFail.valueOf(constant(word));
    }

    static Severity severity(String word) {
        return Severity.valueOf(constant(word));
    }

    static OnDrift onDrift(String word) {
        return OnDrift.valueOf(constant(word));
    }

    static Pushdown pushdown(String word) {
        return Pushdown.valueOf(constant(word));
    }

    static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
