package dev.levada.plan;

import dev.levada.api.Column;
import dev.levada.api.Settings;
import dev.levada.api.Type;
import dev.levada.contract.ColumnContract;
import dev.levada.contract.Contract;
import dev.levada.contract.Dedup;
import dev.levada.contract.Deletes;
import dev.levada.contract.Rule;
import dev.levada.contract.Versions;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.problem.Position;
import dev.levada.project.Asset;
import dev.levada.project.AssetName;
import dev.levada.project.Making;
import dev.levada.project.Project;
import dev.levada.project.Project.Limits;
import dev.levada.project.Secrets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Small assets for tests. */
final class Assets {
    private static final Position PLACE = new Position(Path.of("assets/x.yml"), 3, 5);

    private Assets() {}

    static Asset extract(String name, ColumnContract... columns) {
        Making making = new Making.Extract("crm", new Settings(Map.of()), Optional.empty(), PLACE);
        return asset(name, making, Set.of(), Set.of(), columns);
    }

    static Asset written(String name, Write write, ColumnContract... columns) {
        Asset plain = extract(name, columns);
        return new Asset(
                plain.name(),
                plain.file(),
                "",
                Optional.empty(),
                Set.of(),
                plain.making(),
                plain.contract(),
                write,
                Optional.empty(),
                "code",
                Set.of());
    }

    /** With the key {@code id}. */
    static Write keyed(WriteMode mode, Deletes deletes, Optional<Versions> versions, Map<String, String> previous) {
        Dedup dedup = new Dedup(List.of("id"), Dedup.Keep.LAST, Optional.empty());
        return new Write(mode, List.of(), Optional.of(dedup), List.of("id"), deletes, versions, previous);
    }

    static Versions versions(Optional<String> updatedAt, Versions.HardDeletes hardDeletes) {
        return new Versions(
                updatedAt, List.of(), "valid_from", "valid_to", Optional.empty(), hardDeletes, "_is_deleted");
    }

    static Asset transform(String name, String... inputs) {
        return tagged(name, Set.of(), inputs);
    }

    static Asset tagged(String name, Set<String> tags, String... inputs) {
        Set<AssetName> names =
                Arrays.stream(inputs).map(AssetName::parse).collect(Collectors.toCollection(TreeSet::new));
        return asset(name, new Making.Transform("select 1", PLACE, names), tags, names);
    }

    static ColumnContract column(String name, String type) {
        return new ColumnContract(name, Optional.of(Type.parse(type)), "", List.<Rule>of(), PLACE);
    }

    static List<Column> columns(String... namesAndTypes) {
        return Arrays.stream(namesAndTypes)
                .map(text -> text.split(" ", 2))
                .map(parts -> new Column(parts[0], Type.parse(parts[1])))
                .toList();
    }

    static Project project(Asset... assets) {
        Map<AssetName, Asset> byName = new LinkedHashMap<>();
        for (Asset asset : assets) {
            byName.put(asset.name(), asset);
        }
        Path folder = Path.of("/shop");
        return new Project(
                "shop",
                folder,
                Optional.empty(),
                folder.resolve("lake"),
                new Limits(Optional.empty(), 0),
                Map.of(),
                byName,
                Secrets.NONE);
    }

    private static Asset asset(
            String name, Making making, Set<String> tags, Set<AssetName> dependencies, ColumnContract... columns) {
        return new Asset(
                AssetName.parse(name),
                PLACE.file(),
                "",
                Optional.empty(),
                tags,
                making,
                new Contract(List.of(columns), List.of(), List.of(), OptionalDouble.empty()),
                new Write(WriteMode.OVERWRITE, List.of(), Optional.empty()),
                Optional.empty(),
                "code",
                dependencies);
    }
}
