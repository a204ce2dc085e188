package dev.levada.testing.database;

import dev.levada.store.Facts;
import dev.levada.store.TableCommit;
import dev.levada.store.TableCommit.Kind;
import dev.levada.store.TableVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A commit.
 *
 * @param added the rows that it added, in the columns that the table has since
 * @param removed the rows that it took out, likewise
 */
record Made(
        TableVersion version,
        Optional<Long> parent,
        Kind kind,
        List<List<@Nullable Object>> added,
        List<List<@Nullable Object>> removed) {

    TableCommit commit(Optional<String> timeColumn) {
        Map<String, String> facts = new HashMap<>(version.facts());
        facts.remove(Facts.CHECKPOINT);
        List<List<@Nullable Object>> touched = new ArrayList<>(added);
        touched.addAll(removed);
        return new TableCommit(
                version.id(),
                parent,
                version.committed(),
                kind,
                touched.isEmpty()
                        ? Optional.of(List.of())
                        : timeColumn.map(column -> Held.times(version.columns(), touched, column)),
                added.size(),
                removed.size(),
                facts);
    }
}
