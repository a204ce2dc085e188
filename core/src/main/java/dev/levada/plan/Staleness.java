package dev.levada.plan;

import dev.levada.api.Extent;
import dev.levada.ledger.TableHistory;
import dev.levada.ledger.TableHistory.Step;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import dev.levada.workspace.SourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Why an asset must be made, if it must.
 *
 * @param planned the assets that are made by the same plan
 */
record Staleness(Asset asset, Set<AssetName> planned, Chronicle chronicle) {
    private static final int SHOWN = 3;

    /** Why the table of a transform must be made as a whole. */
    Optional<Reason> ofTransform() {
        Optional<TableHistory> history = chronicle.of(asset.name());
        if (history.isEmpty()) {
            return Optional.of(new Reason.New());
        }
        Optional<Step> newest = history.get().newestOwn();
        return newest.flatMap(Step::code).equals(Optional.of(asset.code()))
                ? inputs(newest.flatMap(Step::inputs).orElse(""))
                : Optional.of(new Reason.CodeChanged());
    }

    Optional<Reason> ofExtract(Extent extent, Optional<TableVersion> base) {
        if (base.isEmpty()) {
            return Optional.of(new Reason.New());
        }
        if (asset.write().isIncremental()) {
            return extent.nothingNew() || isKnown(extent, base)
                    ? Optional.empty()
                    : Optional.of(new Reason.SourceChanged(found(extent)));
        }
        if (SourceNames.of(extent.form()).isEmpty()) {
            // Files that are gone, or not there yet, are no reason to empty a table.
            return Optional.empty();
        }
        if (!base.flatMap(head -> head.fact(Facts.CODE)).equals(Optional.of(asset.code()))) {
            return Optional.of(new Reason.CodeChanged());
        }
        if (extent.version() == null) {
            return Optional.of(new Reason.SourceSilent());
        }
        if (!isKnown(extent, base)) {
            return Optional.of(new Reason.SourceChanged("its source changed"));
        }
        return inputs(base.get().fact(Facts.INPUTS).orElse(""));
    }

    /** Whether the table was made from the source as it is now. */
    private static boolean isKnown(Extent extent, Optional<TableVersion> base) {
        return extent.version() != null
                && base.flatMap(head -> head.fact(Facts.SOURCE_VERSION)).equals(Optional.of(extent.version()));
    }

    private Optional<Reason> inputs(String made) {
        List<String> newer = changed(asset, made, chronicle);
        if (!newer.isEmpty()) {
            return Optional.of(new Reason.InputsChanged(newer));
        }
        List<String> first = first();
        return first.isEmpty() ? Optional.empty() : Optional.of(new Reason.InputsPlanned(first));
    }

    /** The inputs that the same plan makes. */
    List<String> first() {
        return Inputs.namesOf(asset).stream()
                .filter(planned::contains)
                .map(AssetName::toString)
                .toList();
    }

    /** The inputs whose rows may be others than when a table was made. @param made the versions that it was made from */
    static List<String> changed(Asset asset, String made, Chronicle chronicle) {
        Map<AssetName, Long> recorded = Inputs.parse(made).versions();
        return Inputs.namesOf(asset).stream()
                .filter(name -> chronicle.has(name))
                .map(name -> Drift.of(name, Optional.ofNullable(recorded.get(name)), chronicle.of(name)))
                .filter(Drift::isChanged)
                .map(drift -> drift.input().toString())
                .toList();
    }

    private static String found(Extent extent) {
        List<String> sources = SourceNames.of(extent.form());
        if (sources.isEmpty()) {
            return "its source changed";
        }
        String shown = sources.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return "new at its source: " + shown
                + (sources.size() > SHOWN ? " and " + (sources.size() - SHOWN) + " more" : "");
    }
}
