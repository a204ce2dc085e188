package dev.levada.run;

import dev.levada.engine.Account;
import dev.levada.engine.Effect;
import dev.levada.engine.Produced;
import dev.levada.store.Positions;
import dev.levada.store.Staged;
import dev.levada.store.Staging;
import dev.levada.store.WrittenFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What several productions into the same staging come to. Used by one thread. */
final class Parts {
    private final Part kept;
    private final Part quarantined;
    private final Map<String, Long> reasons = new TreeMap<>();
    private final Map<String, Long> errors = new TreeMap<>();
    private final Map<String, Long> warnings = new TreeMap<>();
    private final Map<String, String> examples = new TreeMap<>();
    private final Set<String> notices = new LinkedHashSet<>();
    private Account account = Account.EMPTY;
    private long bytesRead;

    Parts(Staging staging, Staging quarantine) {
        this.kept = new Part(staging);
        this.quarantined = new Part(quarantine);
    }

    void add(Produced produced) {
        account = account.plus(produced.account());
        bytesRead += produced.bytesRead();
        kept.add(produced.kept());
        quarantined.add(produced.quarantined());
        produced.reasons().forEach((reason, rows) -> reasons.merge(reason, rows, Long::sum));
        produced.errors().forEach((rule, rows) -> errors.merge(rule, rows, Long::sum));
        produced.warnings().forEach((rule, rows) -> warnings.merge(rule, rows, Long::sum));
        produced.examples().forEach(examples::putIfAbsent);
        notices.addAll(produced.notices());
    }

    /** What was kept up to now. */
    Staged kept() {
        return kept.staged();
    }

    /** All of it. */
    Produced whole() {
        return new Produced(
                account,
                kept.staged(),
                quarantined.staged(),
                Map.of(),
                reasons,
                errors,
                warnings,
                bytesRead,
                Effect.NONE,
                examples,
                List.copyOf(notices));
    }

    /** What was written to one place. */
    private record Part(Staging staging, List<WrittenFile> files, Map<String, Positions> removed) {
        Part(Staging staging) {
            this(staging, new ArrayList<>(), new HashMap<>());
        }

        void add(Staged more) {
            files.addAll(more.files());
            removed.putAll(more.removed());
        }

        Staged staged() {
            return new Staged(staging, files, removed);
        }
    }
}
