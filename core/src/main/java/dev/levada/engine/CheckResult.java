package dev.levada.engine;

import dev.levada.contract.Check;
import dev.levada.contract.Severity;
import java.util.List;

/**
 * How a check came out.
 *
 * @param offending how many rows break it; for a check that is not about rows, 1 if it does not hold
 * @param finding what was found, in a sentence; empty if it holds
 * @param header the offending rows' columns
 * @param sample the first offending rows, as text
 */
public record CheckResult(Check check, long offending, String finding, List<String> header, List<List<String>> sample) {
    public CheckResult {
        header = List.copyOf(header);
        sample = sample.stream().map(List::copyOf).toList();
    }

    public boolean holds() {
        return offending == 0;
    }

    /** Whether it keeps the table from being published. */
    public boolean forbids() {
        return !holds() && check.severity() == Severity.ERROR;
    }
}
