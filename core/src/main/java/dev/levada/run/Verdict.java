package dev.levada.run;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import dev.levada.contract.Rule;
import dev.levada.contract.Test;
import dev.levada.engine.Account;
import dev.levada.engine.Produced;
import dev.levada.engine.Strays;
import dev.levada.project.Asset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what was produced may be published, as far as rows decide it. */
record Verdict(Asset asset, Produced produced) {
    private static final int SHOWN = 5;
    private static final double PERCENT = 100;

    /** Fails if rows broke rules that fail the run, or more than the contract bears went to quarantine. */
    void demandTolerable() {
        demandNoErrors();
        Account account = produced.account();
        if (account.quarantined() == 0) {
            return;
        }
        OptionalDouble bound = asset.contract().tolerate();
        if (bound.isPresent() && account.quarantined() > bound.getAsDouble() * account.read()) {
            throw intolerable("of which the contract tolerates " + percent(bound.getAsDouble()));
        }
        if (bound.isEmpty() && account.quarantined() + account.filtered() == account.read()) {
            throw intolerable("and none would be kept");
        }
    }

    /** Fails if rows broke rules that fail the run. */
    void demandNoErrors() {
        if (!produced.errors().isEmpty()) {
            throw new LevadaException(
                    "run.rule",
                    Blame.DATA,
                    asset.name() + ": rows break rules that fail the run: " + counts(produced.errors()) + "."
                            + examples()
                            + "\nNothing was published. Mend the source, or let such rows go to quarantine: "
                            + remedy());
        }
    }

    /** The first row that broke each rule, a line each. */
    private String examples() {
        return byCount(produced.errors())
                .filter(rule -> produced.examples().containsKey(rule.getKey()))
                .map(rule -> "\n  " + rule.getKey() + ": " + produced.examples().get(rule.getKey()))
                .collect(Collectors.joining());
    }

    private String remedy() {
        if (produced.errors().keySet().stream().allMatch(this::isOfType)) {
            return "`drift: {types: quarantine}`.";
        }
        List<Rule> keys = KeyRules.of(asset).stream()
                .filter(rule -> produced.errors().containsKey(rule.code()))
                .toList();
        if (keys.isEmpty()) {
            return "`on_fail: quarantine`.";
        }
        return "without a value for "
                + keys.stream()
                        .map(rule -> ((Test.Required) rule.test()).column())
                        .collect(Collectors.joining(" and "))
                + " a row cannot be told apart; make that `required` under `columns:`.";
    }

    /** Whether a reason is that of values that do not fit their column, which fail the run where types are frozen. */
    private boolean isOfType(String code) {
        return code.endsWith(Strays.TYPE)
                && asset.contract().rules().stream()
                        .noneMatch(rule -> rule.code().equals(code));
    }

    /** What a user should know of rows that went to quarantine although the run goes on. */
    Optional<String> notice() {
        boolean unbound = asset.contract().tolerate().isEmpty();
        return unbound && produced.account().quarantined() > 0
                ? Optional.of(share() + " went to quarantine: " + counts(produced.reasons())
                        + ". To look at them: levada quarantine show " + asset.name())
                : Optional.empty();
    }

    /** What a user should know of quarantined rows that were tried again in vain. */
    Optional<String> replayNotice() {
        return produced.account().quarantined() > 0
                ? Optional.of(
                        share() + " still break the contract and stay in quarantine: " + counts(produced.reasons()))
                : Optional.empty();
    }

    private LevadaException intolerable(String what) {
        return new LevadaException(
                "run.tolerance",
                Blame.DATA,
                asset.name() + ": " + share() + " would go to quarantine, " + what + ". The reasons: "
                        + counts(produced.reasons()) + ". Nothing was published. "
                        + Inspection.of(produced.quarantined().staging()));
    }

    private String share() {
        Account account = produced.account();
        return String.format(
                Locale.ROOT,
                "%,d of %,d rows (%s)",
                account.quarantined(),
                account.read(),
                percent((double) account.quarantined() / Math.max(1, account.read())));
    }

    private static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.2f", share * PERCENT);
        return text.replaceFirst("\\.?0+$", "") + "%";
    }

    private static String counts(Map<String, Long> counts) {
        String shown = byCount(counts)
                .map(reason -> String.format(Locale.ROOT, "%s %,d", reason.getKey(), reason.getValue()))
                .collect(Collectors.joining(", "));
        return shown + (counts.size() > SHOWN ? " and " + (counts.size() - SHOWN) + " more" : "");
    }

    /** Those that most rows broke, the first of all. */
    private static Stream<Entry<String, Long>> byCount(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Entry.comparingByKey()))
                .limit(SHOWN);
    }
}
