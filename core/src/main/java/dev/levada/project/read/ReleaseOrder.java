package dev.levada.project.read;

import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Releases must not wait for each other, nor for an asset that waits for them: what is not in a release sees it whole. */
final class ReleaseOrder {
    private final Map<AssetName, Asset> assets = new TreeMap<>();
    private final Problems problems;

    ReleaseOrder(Collection<Asset> assets, Problems problems) {
        assets.forEach(asset -> this.assets.put(asset.name(), asset));
        this.problems = problems;
    }

    void demandNoCycle() {
        Set<String> releases = assets.values().stream()
                .flatMap(asset -> asset.release().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        for (String release : releases) {
            demandOneStore(release);
            between(release)
                    .ifPresent(asset -> problems.add(
                            new Position(asset.file(), 1, 1),
                            "release-cycle",
                            asset.name() + " is made from an asset of the release '" + release
                                    + "' and another one of that release"
                                    + " waits for it, so that neither could be published first. Put it into the release too:"
                                    + " `release: " + release + "`."));
        }
        assets.values().forEach(this::demandNoQuarantine);
    }

    /** One step makes tables visible together; no step spans two stores. */
    private void demandOneStore(String release) {
        List<Asset> members = members(release).stream().toList();
        members.stream()
                .filter(member -> !member.store().equals(members.get(0).store()))
                .findFirst()
                .ifPresent(other -> problems.add(
                        new Position(other.file(), 1, 1),
                        "release-stores",
                        "The release '" + release + "' has tables in two stores: " + living(members.get(0)) + ", "
                                + living(other) + ". Only tables of one store can become visible in one step. Give"
                                + " them the same 'store', or another 'release'."));
    }

    private static String living(Asset asset) {
        return asset.name() + asset.store().map(store -> " in '" + store + "'").orElse(" in the lake");
    }

    /** An asset outside of a release that waits for it, and that it waits for. */
    private Optional<Asset> between(String release) {
        Set<AssetName> before = new HashSet<>();
        members(release).forEach(member -> addBefore(member, before));
        return before.stream()
                .map(assets::get)
                .filter(asset -> !asset.release().equals(Optional.of(release)))
                .filter(asset -> waitsFor(asset, release))
                .min((one, other) -> one.name().compareTo(other.name()));
    }

    private boolean waitsFor(Asset asset, String release) {
        Set<AssetName> before = new HashSet<>();
        addBefore(asset, before);
        return before.stream().map(assets::get).anyMatch(each -> each.release().equals(Optional.of(release)));
    }

    /** All that must be published before an asset is: of a release, all of it. */
    private void addBefore(Asset asset, Set<AssetName> before) {
        for (AssetName name : asset.dependencies()) {
            Asset input = assets.get(name);
            if (input == null || !before.add(name)) {
                continue;
            }
            addBefore(input, before);
            boolean isOther = input.release().isPresent() && !input.release().equals(asset.release());
            if (isOther) {
                members(input.release().get()).stream()
                        .filter(member -> before.add(member.name()))
                        .forEach(member -> addBefore(member, before));
            }
        }
    }

    private Collection<Asset> members(String release) {
        return assets.values().stream()
                .filter(asset -> asset.release().equals(Optional.of(release)))
                .toList();
    }

    /** The quarantine follows the commit, so that it cannot be read before. */
    private void demandNoQuarantine(Asset asset) {
        asset.release()
                .ifPresent(release -> members(release).stream()
                        .filter(member -> reads(asset, member.name().quarantine()))
                        .forEach(member -> problems.add(
                                new Position(asset.file(), 1, 1),
                                "release-quarantine",
                                asset.name() + " reads the quarantine of " + member.name()
                                        + ", which is of the same release: what"
                                        + " is quarantined can be read only once the release is published.")));
    }

    private static boolean reads(Asset asset, AssetName quarantine) {
        return asset.making() instanceof Making.Transform query
                && query.inputs().contains(quarantine);
    }
}
