package dev.levada.connector.files;

import dev.levada.api.Extent;
import dev.levada.api.Finding;
import dev.levada.api.Form;
import dev.levada.api.Offer;
import dev.levada.api.Read;
import dev.levada.api.Reader;
import dev.levada.api.Settings;
import dev.levada.api.Source;
import dev.levada.api.SourceFile;
import dev.levada.api.Split;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of files. Which of them were loaded is known by name, size, time and checksum. */
final class FilesSource implements Source {
    private final Folder folder;
    private final JsonFiles json;

    FilesSource(Folder folder, long rangeBytes) {
        this.folder = folder;
        this.json = new JsonFiles(folder, rangeBytes);
    }

    @Override
    public Extent plan(Read read) {
        Settings settings = read.settings();
        List<String> patterns = patterns(settings);
        Listing listing = folder.list(patterns.stream().map(Glob::parse).toList());
        Intake intake = new Intake(folder, read.since().map(Loaded::of).orElseGet(() -> new Loaded(Map.of())));
        listing.files().forEach(intake::add);
        List<String> notices = new ArrayList<>(listing.notices());
        if (listing.files().isEmpty()) {
            notices.add(noMatch(patterns));
        }
        notices.addAll(intake.notices());
        return new Extent(
                form(settings, format(settings, listing.files(), patterns), intake.wanted()),
                intake.loaded().checkpoint(),
                intake.version(),
                intake.wanted().stream().mapToLong(StoredFile::size).sum(),
                read.since().isPresent() && intake.wanted().isEmpty(),
                notices);
    }

    @Override
    public Reader open(Split split) {
        return json.open(split);
    }

    @Override
    public List<Offer> discover() {
        return Offers.of(folder.list(List.of(Glob.parse("**"))).files(), folder.connection());
    }

    @Override
    public List<Finding> examine(List<Settings> extracts, Clock clock) {
        List<Finding> findings = new ArrayList<>();
        int files = folder.list(List.of(Glob.parse("**"))).files().size();
        findings.add(Finding.good("folder", folder.root() + " can be read. Files in it: " + files + "."));
        for (Settings extract : extracts) {
            List<String> patterns = patterns(extract);
            Listing listing = folder.list(patterns.stream().map(Glob::parse).toList());
            if (listing.files().isEmpty()) {
                findings.add(
                        Finding.warning("assets", noMatch(patterns), "Check `files` of the asset that reads them."));
            }
            listing.files().stream()
                    .filter(file -> !Files.isReadable(file.path()))
                    .map(file -> Finding.problem(
                            "assets", file.name() + " may not be read by the user who runs Levada. Allow it."))
                    .forEach(findings::add);
            listing.notices().forEach(notice -> findings.add(Finding.note("assets", notice, "")));
        }
        return findings.stream().distinct().toList();
    }

    @Override
    public void close() {}

    /** One text is taken too, as {@link #discover} offers it. */
    private static List<String> patterns(Settings settings) {
        return settings.values().get("files") instanceof String one ? List.of(one) : settings.texts("files");
    }

    private static Format format(Settings settings, List<StoredFile> files, List<String> patterns) {
        return settings.optionalText("format")
                .map(Format::ofWord)
                .orElseGet(() -> files.isEmpty()
                        ? Format.ofName(patterns.get(0)).orElse(Format.CSV)
                        : Format.ofNames(files.stream().map(StoredFile::name).toList()));
    }

    private Form form(Settings settings, Format format, List<StoredFile> files) {
        return switch (format) {
            case CSV -> new Form.Scan(Form.Format.CSV, scanned(files), csvOptions(settings, files));
            case PARQUET -> new Form.Scan(Form.Format.PARQUET, scanned(files), Map.of());
            case JSON ->
                new Form.Documents(json.splits(
                        files,
                        Layout.ofWord(
                                settings.group("json").optionalText("layout").orElse("auto")),
                        compression(settings),
                        settings.group("json").optionalText("path").orElse("")));
        };
    }

    private static Map<String, Object> csvOptions(Settings settings, List<StoredFile> files) {
        Map<String, Object> options = new TreeMap<>();
        boolean tabs = !files.isEmpty()
                && files.stream()
                        .allMatch(file -> Format.withoutCompression(file.name()).endsWith(".tsv"));
        if (tabs) {
            options.put("delimiter", "\t");
        }
        if (compression(settings) != Compression.AUTO) {
            options.put("compression", settings.text("compression"));
        }
        options.putAll(settings.group("csv").values());
        return options;
    }

    private static Compression compression(Settings settings) {
        return Compression.ofWord(settings.optionalText("compression").orElse("auto"));
    }

    private static List<SourceFile> scanned(List<StoredFile> files) {
        return files.stream()
                .map(file -> new SourceFile(file.path(), file.name(), file.size()))
                .toList();
    }

    private String noMatch(List<String> patterns) {
        return "No file below " + folder.root() + " matches " + String.join(", ", patterns) + ".";
    }
}
