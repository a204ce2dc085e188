package dev.levada.testing.writes;

import dev.levada.contract.Versions;
import dev.levada.contract.Versions.HardDeletes;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that is known of one key: which version began when, and when there was an end, which stands here without a row. */
final class History {
    private final Versions versions;
    private final SortedMap<Instant, Optional<Row>> begun = new TreeMap<>();
    private final SortedMap<Instant, Optional<Row>> ended = new TreeMap<>();
    private final SortedMap<Instant, Optional<Row>> brought = new TreeMap<>();
    private final Map<Instant, Row> records = new HashMap<>();
    private final List<Row> written = new ArrayList<>();
    private int kept;
    private int unchanged;

    History(Versions versions) {
        this.versions = versions;
    }

    /** Takes in what the table has. The record of a deletion is an end, and keeps what it holds. */
    void store(Row stored) {
        boolean isRecord = Boolean.TRUE.equals(stored.get(versions.isDeleted()));
        Instant begin = stored.sureTime(versions.validFrom());
        begun.put(begin, isRecord ? Optional.empty() : Optional.of(own(stored)));
        if (isRecord) {
            records.put(begin, own(stored));
        }
        Instant end = stored.time(versions.validTo());
        if (end != null && !end.equals(openEnd())) {
            ended.put(end, Optional.empty());
        }
    }

    /** The run's time, or a time after all that is stored should that be later. */
    Instant after(Instant now) {
        Instant time = now;
        for (Instant known : stored().keySet()) {
            time = time.isAfter(known) ? time : known.plus(1, ChronoUnit.MICROS);
        }
        return time;
    }

    /** The content of the version that began last. */
    Row newest() {
        return begun.values().stream()
                .flatMap(Optional::stream)
                .reduce((one, later) -> later)
                .orElseThrow();
    }

    void bring(Instant time, Row row) {
        brought.put(time, Optional.of(row));
    }

    void delete(Instant time) {
        brought.put(time, Optional.empty());
    }

    /** The versions that the table has then. */
    List<Row> written() {
        SortedMap<Instant, Optional<Row>> events = stored();
        events.putAll(brought);
        Optional<Row> holding = Optional.empty();
        for (Map.Entry<Instant, Optional<Row>> event : events.entrySet()) {
            Instant time = event.getKey();
            Optional<Row> version = event.getValue();
            if (version.isPresent() && isRepetition(holding, version.get())) {
                unchanged += brought.containsKey(time) ? 1 : 0;
            } else if (version.isPresent()) {
                count(time, version.get());
                begin(time, version.get().with(versions.isDeleted(), marksDeletions() ? false : null));
                holding = version;
            } else if (holding.isPresent()) {
                end(time, holding.get());
                holding = Optional.empty();
            }
        }
        return written;
    }

    int kept() {
        return kept;
    }

    int unchanged() {
        return unchanged;
    }

    private SortedMap<Instant, Optional<Row>> stored() {
        SortedMap<Instant, Optional<Row>> events = new TreeMap<>(ended);
        events.putAll(begun);
        return events;
    }

    private boolean isRepetition(Optional<Row> holding, Row version) {
        return versions.comparesColumns()
                && holding.filter(before -> compared(before).equals(compared(version)))
                        .isPresent();
    }

    private Row compared(Row version) {
        return versions.track().isEmpty()
                ? version.without(versions.updatedAt().stream().toList())
                : version.only(versions.track());
    }

    private void count(Instant time, Row version) {
        if (brought.containsKey(time)) {
            boolean isStored = Optional.of(version).equals(begun.get(time));
            unchanged += isStored ? 1 : 0;
            kept += isStored ? 0 : 1;
        }
    }

    private void begin(Instant time, Row version) {
        closeLast(time);
        written.add(version.with(versions.validFrom(), time).with(versions.validTo(), openEnd()));
    }

    private void end(Instant time, Row holding) {
        if (marksDeletions()) {
            Row held = brought.containsKey(time) ? holding : records.getOrDefault(time, holding);
            begin(time, held.with(versions.isDeleted(), true));
        } else {
            closeLast(time);
        }
    }

    /** A version that has ended already keeps its end. */
    private void closeLast(Instant time) {
        if (!written.isEmpty()) {
            Row last = written.remove(written.size() - 1);
            Instant end = last.time(versions.validTo());
            boolean isOpen = end == null || end.equals(openEnd());
            written.add(isOpen ? last.with(versions.validTo(), time) : last);
        }
    }

    private boolean marksDeletions() {
        return versions.hardDeletes() == HardDeletes.NEW_RECORD;
    }

    private Row own(Row stored) {
        return stored.without(List.of(versions.validFrom(), versions.validTo(), versions.isDeleted()));
    }

    private @Nullable Instant openEnd() {
        return versions.openEnd()
                .map(date -> LocalDate.parse(date).atStartOfDay().toInstant(ZoneOffset.UTC))
                .orElse(null);
    }
}
