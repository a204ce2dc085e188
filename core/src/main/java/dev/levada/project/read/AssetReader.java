package dev.levada.project.read;

import dev.levada.api.Setting;
import dev.levada.contract.Contract;
import dev.levada.contract.DriftPolicy;
import dev.levada.contract.OnDrift;
import dev.levada.contract.Test;
import dev.levada.contract.Write;
import dev.levada.contract.WriteMode;
import dev.levada.project.EventTime;
import dev.levada.project.Making;
import dev.levada.project.Pushdown;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Yaml.Entry;
import dev.levada.project.read.Yaml.Mapping;
import dev.levada.project.read.Yaml.Scalar;
import dev.levada.project.reference.AssetSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the file of one asset. */
final class AssetReader {
    private static final Label LABEL = Label.of("an asset");

    private final Path folder;
    private final Basics basics;
    private final Accepted accepted;
    private final ShapeReader shapes;
    private final SqlReader sql;
    private final Problems problems;

    AssetReader(Path folder, Basics basics, Accepted accepted, ShapeReader shapes, SqlReader sql, Problems problems) {
        this.folder = folder;
        this.basics = basics;
        this.accepted = accepted;
        this.shapes = shapes;
        this.sql = sql;
        this.problems = problems;
    }

    /** What the files of assets may say; the same for all of a project. */
    record Accepted(List<Setting> extract, List<Setting> header) {
        static Accepted with(Basics basics) {
            return new Accepted(AssetSettings.extract(basics.connectors()), AssetSettings.header());
        }
    }

    /**
     * How an asset is made.
     *
     * @param canonical a text that is the same for the same query or extract
     */
    private record Made(Making making, String canonical) {}

    /** The asset; empty, after a problem was told, if too little of it can be read. */
    Optional<Draft> read(AssetFile file) {
        return TextFile.read(folder, file.file(), problems)
                .flatMap(source -> file.kind() == AssetFile.Kind.QUERY ? query(file, source) : extract(file, source));
    }

    private Optional<Draft> extract(AssetFile file, SourceText source) {
        AssetSql assetSql = new AssetSql(sql);
        return new YamlReader(source, problems).read().flatMap(yaml -> {
            Group asset = group(yaml);
            return draft(file, asset, made(asset, assetSql), assetSql);
        });
    }

    private Group group(Yaml yaml) {
        Optional<String> from = yaml instanceof Mapping mapping
                ? mapping.mapping("extract")
                        .flatMap(extract -> extract.value("from"))
                        .flatMap(AssetReader::text)
                : Optional.empty();
        if (yaml instanceof Mapping mapping
                && from.filter(basics.broken()::contains).isPresent()) {
            return shapes.group(mapping.without("extract"), optionalExtract(), LABEL);
        }
        return shapes.group(yaml, accepted.extract(), LABEL);
    }

    /** What the extract may say is not known while its connection is broken. */
    private List<Setting> optionalExtract() {
        return accepted.extract().stream()
                .map(setting -> setting.name().equals("extract")
                        ? Setting.of(setting.name(), setting.shape(), setting.description())
                        : setting)
                .toList();
    }

    private static Optional<String> text(Yaml yaml) {
        return yaml instanceof Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    private static Optional<Made> made(Group asset, AssetSql sql) {
        return asset.group("extract")
                .flatMap(extract -> extract.text("from").map(from -> {
                    Group rest = extract.without("from");
                    Optional<String> filter = extract.single("where").flatMap(sql::condition);
                    Making making = new Making.Extract(
                            from, rest.without("where").settings(), filter, asset.keyPosition("extract"), drift(asset));
                    String drift = asset.group("drift").map(Group::canonical).orElse("");
                    return new Made(making, from + " " + rest.canonical() + drift);
                }));
    }

    private static DriftPolicy drift(Group asset) {
        Group drift = asset.group("drift").orElseGet(() -> Group.empty(asset.position()));
        return new DriftPolicy(
                drift.text("columns").map(Words::onDrift),
                drift.text("types").map(Words::onDrift).orElse(OnDrift.EVOLVE));
    }

    private Optional<Draft> query(AssetFile file, SourceText source) {
        SqlFile parts = SqlFile.split(source, problems);
        AssetSql assetSql = new AssetSql(sql);
        Optional<Yaml> header = parts.header().flatMap(text -> new YamlReader(text, problems).read());
        Group asset = header.map(this::headerGroup).orElseGet(() -> Group.empty(source.start()));
        if (parts.query().isEmpty()) {
            problems.add(source.at(source.text().length()), "missing-query", "The file has no query: write a SELECT.");
        }
        Optional<Made> made = parts.query()
                .filter(excerpt -> !excerpt.text().isEmpty())
                .flatMap(excerpt -> assetSql.query(excerpt, Link.Reason.QUERY)
                        .map(text -> new Made(
                                new Making.Transform(text, excerpt.at(0), Set.of(), pushdown(asset)),
                                assetSql.meaning(text))));
        return draft(file, asset, made, assetSql);
    }

    private Pushdown pushdown(Group asset) {
        return asset.text("pushdown").map(Words::pushdown).orElse(basics.pushdown());
    }

    private Group headerGroup(Yaml yaml) {
        if (!(yaml instanceof Mapping mapping) || !mapping.entries().containsKey("extract")) {
            return shapes.group(yaml, accepted.header(), LABEL);
        }
        Entry extract = mapping.entries().get("extract");
        problems.add(
                extract == null ? mapping.position() : extract.position(),
                "misplaced-extract",
                "An asset in a .sql file is made by its query. Put 'extract' into a .yml file.");
        return shapes.group(mapping.without("extract"), accepted.header(), LABEL);
    }

    private Optional<Draft> draft(AssetFile file, Group asset, Optional<Made> made, AssetSql assetSql) {
        Contract contract = new ContractReader(assetSql, problems).read(asset);
        Write write = new WriteReader(assetSql, problems).read(asset);
        demandFitting(contract, write);
        Optional<EventTime> time = asset.group("time")
                .flatMap(group -> new TimeReader(problems).read(group, made.map(Made::making), assetSql.links()));
        return made.map(found -> new Draft(
                file.name(),
                file.file(),
                asset.text("description").orElse(""),
                asset.text("owner"),
                Set.copyOf(asset.many("tags").texts()),
                found.making(),
                contract,
                write,
                time,
                asset.text("release"),
                new StoreReader(basics, problems).read(asset),
                new Fingerprint(assetSql).of(found.canonical(), contract, write),
                assetSql.links()));
    }

    /** A key has as many rows as it has versions. */
    private void demandFitting(Contract contract, Write write) {
        if (write.mode() != WriteMode.SCD2) {
            return;
        }
        String columns = String.join(", ", write.key()) + ", "
                + write.versions().orElseThrow().validFrom();
        contract.rules().stream()
                .filter(rule -> rule.test() instanceof Test.Unique)
                .forEach(rule -> problems.add(
                        rule.position(),
                        "contradiction",
                        "The rule " + rule.code() + " cannot hold in the mode 'scd2': the versions of a row share its"
                                + " values. Check the versions instead: `checks: [{unique: [" + columns + "]}]`."));
    }
}
