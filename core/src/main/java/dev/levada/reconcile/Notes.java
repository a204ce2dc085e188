package dev.levada.reconcile;

import dev.levada.api.Column;
import dev.levada.api.Extent;
import dev.levada.contract.WriteMode;
import dev.levada.project.Asset;
import dev.levada.reconcile.compare.Verdict;
import dev.levada.store.Facts;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a user should know besides the differences. */
final class Notes {
    private final List<String> notes = new ArrayList<>();

    List<String> list() {
        return List.copyOf(notes);
    }

    void add(List<String> more) {
        more.stream().filter(note -> !notes.contains(note)).forEach(notes::add);
    }

    void columns(Choice choice, String source, String table) {
        only(choice.onlySource(), source);
        only(choice.onlyTable(), table);
    }

    private void only(List<Column> columns, String side) {
        notCompared(columns, side + " alone has");
    }

    /** Columns whose change makes no version of a row. */
    void lagging(List<Column> columns) {
        notCompared(columns, "no new version is made for");
    }

    private void notCompared(List<Column> columns, String why) {
        if (!columns.isEmpty()) {
            notes.add("not compared: what " + why + ": "
                    + columns.stream().map(Column::name).collect(Collectors.joining(", ")));
        }
    }

    /** What has changed since the table was loaded. */
    void changes(Asset asset, TableVersion version, Extent extent) {
        if (!version.fact(Facts.CODE).equals(Optional.of(asset.code()))) {
            notes.add("the asset's file has changed since the table was loaded; rows are judged by what it says now");
        }
        Optional<String> now = Optional.ofNullable(extent.version());
        if (!asset.write().isIncremental() && now.isPresent() && !now.equals(version.fact(Facts.SOURCE_VERSION))) {
            notes.add(
                    "the source has changed since the table was loaded, and is read whole each time: what differs may be"
                            + " what the next run brings");
        }
    }

    void errors(Map<String, Long> errors) {
        if (!errors.isEmpty()) {
            notes.add("the next run will fail, for rows of the source break rules that fail it: "
                    + new TreeMap<>(errors)
                            .entrySet().stream()
                                    .map(rule -> String.format(Locale.ROOT, "%s %,d", rule.getKey(), rule.getValue()))
                                    .collect(Collectors.joining(", ")));
        }
    }

    /** Why rows that were deleted at the source may still be there. */
    void deleted(Asset asset, Map<Verdict, Long> verdicts) {
        WriteMode mode = asset.write().mode();
        if (verdicts.containsKey(Verdict.MISSING_AT_SOURCE)
                && mode != WriteMode.OVERWRITE
                && !asset.write().needsWholeSource()) {
            notes.add("the mode " + mode.name().toLowerCase(Locale.ROOT)
                    + " does not find out by itself which rows were deleted at the source"
                    + (mode.isKeyed() && mode != WriteMode.INSERT_ONLY
                            ? "; `write.delete_missing`, or `hard_deletes` of scd2, does"
                            : ""));
        }
    }
}
