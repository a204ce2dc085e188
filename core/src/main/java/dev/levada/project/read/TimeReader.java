package dev.levada.project.read;

import dev.levada.api.Names;
import dev.levada.project.AssetName;
import dev.levada.project.EventTime;
import dev.levada.project.EventTime.Reach;
import dev.levada.project.Making;
import dev.levada.project.read.Value.Group;
import dev.levada.project.read.Value.Single;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads how an asset's rows lie in time. */
final class TimeReader {
    private static final Pattern NAME = Pattern.compile("[^.]+\\.[^.]+");

    private final Problems problems;

    TimeReader(Problems problems) {
        this.problems = problems;
    }

    /**
     * @param making how the asset is made; empty if that cannot be read
     * @param links what the asset's file names, among it the query's inputs
     */
    Optional<EventTime> read(Group time, Optional<Making> making, List<Link> links) {
        Optional<LocalDateTime> start = moment(time, "start");
        Optional<LocalDateTime> end = moment(time, "end");
        if (making.filter(Making.Transform.class::isInstance).isPresent() && !time.gives("start")) {
            problems.add(
                    time.position(),
                    "missing-key",
                    "'time' needs 'start' in an asset that is made by a query: the intervals that it is made by begin"
                            + " there.");
        }
        if (start.isPresent() && end.isPresent() && !end.get().isAfter(start.get())) {
            problems.add(time.keyPosition("end"), "contradiction", "'time.end' must be after 'time.start'.");
        }
        EventTime.Grain grain = time.text("grain")
                .map(word -> EventTime.Grain.valueOf(Words.constant(word)))
                .orElse(EventTime.Grain.DAY);
        Map<AssetName, Reach> inputs = inputs(time, making, links);
        return time.text("column")
                .map(column -> new EventTime(column, grain, start, end, span(time, "lookback"), inputs));
    }

    private Optional<LocalDateTime> moment(Group time, String key) {
        Optional<Single> given = time.single(key);
        Optional<LocalDateTime> read =
                given.flatMap(value -> Scalars.dateTime(value.text().strip()));
        given.filter(value -> read.isEmpty())
                .ifPresent(value -> problems.add(
                        value.position(),
                        "wrong-type",
                        "'time." + key + "' must be a date such as '2024-01-01' or a date and time such as"
                                + " '2024-01-01 06:00', but is '" + value.shown() + "'."));
        return read;
    }

    private Map<AssetName, Reach> inputs(Group time, Optional<Making> making, List<Link> links) {
        Map<AssetName, Reach> inputs = new TreeMap<>();
        if (making.filter(Making.Extract.class::isInstance).isPresent() && time.gives("inputs")) {
            problems.add(
                    time.keyPosition("inputs"),
                    "misplaced-key",
                    "'time.inputs' is about a query; an extract has no inputs.");
            return inputs;
        }
        Set<AssetName> known = links.stream()
                .filter(link -> link.reason() == Link.Reason.QUERY)
                .flatMap(link -> name(link.table().replace("\"", "")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Group given = time.group("inputs").orElseGet(() -> Group.empty(time.position()));
        given.values().forEach((text, value) -> {
            Optional<AssetName> name = name(text).filter(known::contains);
            Reach reach = reach(text, (Group) value);
            if (name.isPresent()) {
                inputs.put(name.get(), reach);
            } else if (making.isPresent()) {
                problems.add(
                        given.keyPosition(text),
                        "unknown-input",
                        "'" + text + "' is not an input of this asset's query. "
                                + Names.hint(
                                        text,
                                        known.stream().map(AssetName::toString).toList()));
            }
        });
        return inputs;
    }

    private static Optional<AssetName> name(String text) {
        return NAME.matcher(text).matches() ? Optional.of(AssetName.parse(text)) : Optional.empty();
    }

    private Reach reach(String name, Group group) {
        boolean all = group.text("window").isPresent();
        if (all && (group.gives("lookback") || group.gives("lookahead"))) {
            problems.add(
                    group.keyPosition("window"),
                    "contradiction",
                    "'time.inputs." + name + "' reads the whole input, so 'lookback' and 'lookahead' say nothing: leave"
                            + " them out, or 'window'.");
        }
        return new Reach(
                span(group, "lookback"),
                span(group, "lookahead"),
                all,
                group.plain("follow", Boolean.class).orElse(true));
    }

    private static Duration span(Group group, String key) {
        return group.plain(key, Duration.class).orElse(Duration.ZERO);
    }
}
