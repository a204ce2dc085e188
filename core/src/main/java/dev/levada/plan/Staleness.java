package dev.levada.plan;

import dev.levada.api.Extent;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import dev.levada.workspace.SourceNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Why an asset must be made, if it must.
 *
 * @param planned the assets that are made by the same plan
 */
record Staleness(Asset asset, Optional<TableVersion> base, Set<AssetName> planned, Heads heads) {
    private static final int SHOWN = 3;

    Optional<Reason> ofTransform() {
        if (base.isEmpty()) {
            return Optional.of(new Reason.New());
        }
        return isCodeChanged() ? Optional.of(new Reason.CodeChanged()) : inputs(base.get());
    }

    Optional<Reason> ofExtract(Extent extent) {
        if (base.isEmpty()) {
            return Optional.of(new Reason.New());
        }
        if (asset.write().isIncremental()) {
            return extent.nothingNew() || isKnown(extent)
                    ? Optional.empty()
                    : Optional.of(new Reason.SourceChanged(found(extent)));
        }
        if (SourceNames.of(extent.form()).isEmpty()) {
            // Files that are gone, or not there yet, are no reason to empty a table.
            return Optional.empty();
        }
        if (isCodeChanged()) {
            return Optional.of(new Reason.CodeChanged());
        }
        if (extent.version() == null) {
            return Optional.of(new Reason.SourceSilent());
        }
        if (!isKnown(extent)) {
            return Optional.of(new Reason.SourceChanged("its source changed"));
        }
        return inputs(base.get());
    }

    /** Whether the table was made from the source as it is now. */
    private boolean isKnown(Extent extent) {
        return extent.version() != null
                && base.flatMap(head -> head.fact(Facts.SOURCE_VERSION)).equals(Optional.of(extent.version()));
    }

    private boolean isCodeChanged() {
        return !base.flatMap(head -> head.fact(Facts.CODE)).equals(Optional.of(asset.code()));
    }

    private Optional<Reason> inputs(TableVersion head) {
        Set<AssetName> names = Inputs.namesOf(asset);
        Map<AssetName, Long> versions = new TreeMap<>();
        names.forEach(name -> heads.of(name).ifPresent(input -> versions.put(name, input.id())));
        Inputs recorded = Inputs.parse(head.fact(Facts.INPUTS).orElse(""));
        List<String> newer = new Inputs(versions).changedSince(recorded);
        if (!newer.isEmpty()) {
            return Optional.of(new Reason.InputsChanged(newer));
        }
        List<String> first = names.stream()
                .filter(planned::contains)
                .map(AssetName::toString)
                .toList();
        return first.isEmpty() ? Optional.empty() : Optional.of(new Reason.InputsPlanned(first));
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
