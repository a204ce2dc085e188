package dev.levada.testing.store;

import dev.levada.project.Interval;
import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One state of a table, what the commit that made it did, and the state before it. */
record Version(TableVersion version, Kind kind, Content content, Optional<Version> before) {

    private Content old() {
        return before.map(Version::content).orElse(Content.EMPTY);
    }

    List<StoredFile> added() {
        return lacking(content.files(), old().paths());
    }

    List<StoredFile> removed() {
        return lacking(old().files(), content.paths());
    }

    private static List<StoredFile> lacking(List<StoredFile> files, Set<String> others) {
        return files.stream().filter(file -> !others.contains(file.path())).toList();
    }

    /** Files that stayed and lost rows. */
    List<StoredFile> thinned() {
        return content.files().stream()
                .filter(file -> old().paths().contains(file.path()))
                .filter(file -> !old().removed(file.path()).equals(content.removed(file.path())))
                .toList();
    }

    List<StoredFile> touched() {
        return Stream.of(added(), removed(), thinned()).flatMap(List::stream).toList();
    }

    TableCommit commit(Optional<String> timeColumn) {
        Map<String, String> facts = new HashMap<>(version.facts());
        facts.remove(Facts.CHECKPOINT);
        long thinnedRows = thinned().stream()
                .mapToLong(file -> content.removed(file.path()).count()
                        - old().removed(file.path()).count())
                .sum();
        return new TableCommit(
                version.id(),
                before.map(each -> each.version().id()),
                version.committed(),
                kind,
                touched().isEmpty() ? Optional.of(List.of()) : timeColumn.flatMap(this::times),
                rows(added(), content),
                rows(removed(), old()) + thinnedRows,
                facts);
    }

    private Optional<List<Interval>> times(String column) {
        List<Interval> times = new ArrayList<>();
        for (StoredFile file : touched()) {
            if (file.times(column).map(times::addAll).isEmpty()) {
                return Optional.empty();
            }
        }
        return Optional.of(Interval.merged(times));
    }

    private static long rows(List<StoredFile> files, Content content) {
        return files.stream()
                .mapToLong(file ->
                        file.written().rows() - content.removed(file.path()).count())
                .sum();
    }

    /** The versions after one, the newest first; empty if this does not come from it. */
    Optional<List<Version>> since(long base) {
        List<Version> since = new ArrayList<>();
        for (Optional<Version> each = Optional.of(this);
                each.isPresent();
                each = each.get().before()) {
            if (each.get().version().id() == base) {
                return Optional.of(since);
            }
            since.add(each.get());
        }
        return Optional.empty();
    }
}
