package dev.levada.run;

import dev.levada.contract.WriteMode;
import dev.levada.engine.Produced;
import dev.levada.engine.Production;
import dev.levada.engine.Session;
import dev.levada.store.Positions;
import dev.levada.store.Store;
import dev.levada.store.TableScan;
import dev.levada.store.TableScan.DataFile;
import dev.levada.workspace.SourceNames;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Which quarantined rows a task makes obsolete, because it reads again what they came from. */
final class Releases {
    private final Store store;
    private final Session session;

    Releases(Store store, Session session) {
        this.store = store;
        this.session = session;
    }

    Map<String, Positions> of(Work work, Produced produced) {
        if (work.isReplay()) {
            return produced.released();
        }
        boolean isAdded = work.mode() == WriteMode.APPEND && work.slices().isEmpty();
        Optional<TableScan> quarantined = isAdded
                ? Optional.empty()
                : store.head(work.asset().name().quarantine()).map(store::scan);
        return quarantined.map(scan -> readAgain(work, scan)).orElse(Map.of());
    }

    private Map<String, Positions> readAgain(Work work, TableScan quarantined) {
        if (work.input() instanceof Production.FromSource input && !readsAll(work, input)) {
            if (input.extent().range().isPresent()) {
                // What is quarantined lies outside of what is read now, or is known to have been read.
                return Map.of();
            }
            List<String> sources = SourceNames.of(input.extent().form());
            return sources.isEmpty() ? Map.of() : session.locate(quarantined, from(sources));
        }
        if (work.slices().isPresent() && work.mode() == WriteMode.APPEND) {
            Slices slices = work.slices().get();
            return slices.intervals().isEmpty() ? Map.of() : session.locate(quarantined, slices.ofRecords());
        }
        return quarantined.remote().isPresent() ? session.locate(quarantined, "true") : all(quarantined);
    }

    /** Whether a task reads all that its source has, so that every quarantined row comes again if it is still there. */
    private static boolean readsAll(Work work, Production.FromSource input) {
        boolean cannotReadOn = input.extent().checkpoint().text().isEmpty();
        return work.mode() == WriteMode.OVERWRITE
                || work.mode().isKeyed() && (work.asset().write().needsWholeSource() || cannotReadOn);
    }

    private static String from(List<String> sources) {
        return sources.stream()
                .map(source -> "'" + source.replace("'", "''") + "'")
                .collect(Collectors.joining(", ", "source in (", ")"));
    }

    /** All rows that the scan has, as positions in its files. */
    static Map<String, Positions> all(TableScan scan) {
        Map<String, Positions> all = new HashMap<>();
        for (DataFile file : scan.files()) {
            Positions removed = scan.removed().getOrDefault(file.path(), Positions.of());
            long[] left = without(file.rows(), removed.toArray());
            if (left.length > 0) {
                all.put(file.path(), Positions.of(left));
            }
        }
        return all;
    }

    private static long[] without(long rows, long[] sortedRemoved) {
        return LongStream.range(0, rows)
                .filter(place -> Arrays.binarySearch(sortedRemoved, place) < 0)
                .toArray();
    }
}
