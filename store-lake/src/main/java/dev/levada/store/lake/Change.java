package dev.levada.store.lake;

import dev.levada.store.Positions;
import dev.levada.store.Staged;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one commit does to a table.
 *
 * @param added new files, some of whose rows may be removed from the start
 * @param dropped files that go
 * @param thinned files that stay and lose rows
 * @param summary what is written with the commit
 */
record Change(
        Optional<Staged> added,
        List<LiveFile> dropped,
        Map<LiveFile, Positions> thinned,
        Map<String, String> summary) {}
