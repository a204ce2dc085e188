package dev.levada.connector.files;

import dev.levada.api.Blame;
import dev.levada.api.LevadaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which of the files found are to be read, given those that are loaded already. A loaded file is never read
 * again under its name: if its content changed, a notice says so.
 */
final class Intake {
    private static final int MOST_NOTICES = 20;

    private final Folder folder;
    private final Map<String, Mark> marks = new TreeMap<>();
    private final Map<String, String> nameOfContent = new HashMap<>();
    private final List<StoredFile> wanted = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final List<String> found = new ArrayList<>();

    Intake(Folder folder, Loaded loaded) {
        this.folder = folder;
        marks.putAll(loaded.marks());
        marks.values().forEach(mark -> nameOfContent.putIfAbsent(mark.content(), mark.name()));
    }

    void add(StoredFile file) {
        Mark before = marks.get(file.name());
        if (before != null && before.hasStampOf(file)) {
            found.add(line(before));
            return;
        }
        Mark now = mark(file);
        found.add(line(now));
        if (before == null) {
            take(file, now);
        } else if (before.content().equals(now.content())) {
            marks.put(file.name(), before.touched(file.modified()));
        } else {
            notices.add(changed(before, now));
        }
    }

    List<StoredFile> wanted() {
        return wanted;
    }

    List<String> notices() {
        if (notices.size() <= MOST_NOTICES) {
            return notices;
        }
        List<String> first = new ArrayList<>(notices.subList(0, MOST_NOTICES));
        first.add((notices.size() - MOST_NOTICES) + " more files changed or hold what another one holds.");
        return first;
    }

    /** What will have been loaded once all wanted files are. */
    Loaded loaded() {
        return new Loaded(marks);
    }

    /** A text that changes with the names and contents of the files that were added. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            found.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private void take(StoredFile file, Mark mark) {
        wanted.add(file);
        marks.put(file.name(), mark);
        @Nullable String twin = nameOfContent.putIfAbsent(mark.content(), file.name());
        if (twin != null && file.size() > 0) {
            notices.add(file.name() + " holds the same as " + twin
                    + ": the rows of both are loaded. If one is a copy of the"
                    + " other, take it away, or let `write: dedup` drop the second of equal rows.");
        }
    }

    /** The checksum is exact for files that are summed wholly; of others the time counts too. */
    private static String line(Mark mark) {
        String time = mark.size() > Checksum.WHOLE ? mark.modified().toString() : "";
        return mark.name() + '\n' + mark.content() + ' ' + time + '\n';
    }

    private static String changed(Mark before, Mark now) {
        return now.name() + " changed after it was loaded (was " + before.size() + " bytes of " + before.modified()
                + ", is " + now.size() + " bytes of " + now.modified()
                + "): its rows were not loaded again. To load them,"
                + " run with --full, or give the new content a new name.";
    }

    private Mark mark(StoredFile file) {
        try {
            return new Mark(file.name(), file.size(), file.modified(), Checksum.of(file.path(), file.size()));
        } catch (java.nio.file.NoSuchFileException e) {
            throw LevadaException.retryable(
                    "source.changed", Blame.OUTSIDE, file.name() + " vanished while the files were listed.", e);
        } catch (IOException e) {
            throw folder.unreadable(file.path(), e);
        }
    }
}
