package dev.levada.report;

import dev.levada.ledger.Lease;
import dev.levada.ledger.Lease.Holder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which runs make what, in words. */
public final class LeaseWords {
    private static final int MOST_ASSETS = 3;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private LeaseWords() {}

    /** The runs that have them. */
    public static Set<String> runs(List<Lease> leases) {
        return leases.stream().map(lease -> lease.holder().runId()).collect(Collectors.toSet());
    }

    /** A sentence for each run: {@code raw.users is being made by run … (process 42 on host, since …).} */
    public static String sentence(List<Lease> leases) {
        Map<Holder, List<Lease>> byRun = new LinkedHashMap<>();
        leases.forEach(lease ->
                byRun.computeIfAbsent(lease.holder(), run -> new ArrayList<>()).add(lease));
        return byRun.entrySet().stream()
                .map(run -> assets(run.getValue()) + " being made by run " + words(run.getKey(), began(run.getValue()))
                        + ".")
                .collect(Collectors.joining(" "));
    }

    private static String words(Holder run, Instant began) {
        return run.runId() + " (process " + run.owner().pid() + " on "
                + run.owner().host() + ", since " + TIME.format(began) + ")";
    }

    private static Instant began(List<Lease> leases) {
        return leases.stream().map(Lease::acquired).min(Instant::compareTo).orElseThrow();
    }

    private static String assets(List<Lease> leases) {
        List<String> names = new ArrayList<>(leases.stream()
                .map(lease -> lease.asset().toString())
                .limit(MOST_ASSETS)
                .toList());
        if (leases.size() > MOST_ASSETS) {
            names.add((leases.size() - MOST_ASSETS) + " more");
        }
        String last = names.remove(names.size() - 1);
        return names.isEmpty() ? last + " is" : String.join(", ", names) + " and " + last + " are";
    }
}
