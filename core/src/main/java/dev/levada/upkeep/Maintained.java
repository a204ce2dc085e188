package dev.levada.upkeep;

import dev.levada.project.AssetName;
import dev.levada.store.Orphan;
import java.util.List;
import java.util.Optional;

/**
 * What was done for a table, or would be.
 *
 * @param skipped why nothing was done
 * @param before its files
 * @param after its files afterwards; when nothing is done, their number only is known
 * @param rewritten how many bytes were written anew
 * @param expired how many versions were forgotten; when nothing is done, how many there would be at the most
 * @param orphans files that belonged to nothing and were removed
 */
public record Maintained(
        AssetName table, Optional<String> skipped, Size before, Size after, long rewritten, int expired, Size orphans) {

    /** Some files. */
    public record Size(long files, long bytes) {
        static final Size NONE = new Size(0, 0);

        static Size ofOrphans(List<Orphan> orphans) {
            return new Size(
                    orphans.size(), orphans.stream().mapToLong(Orphan::bytes).sum());
        }
    }

    static Maintained skipped(AssetName table, Size size, String why) {
        return new Maintained(table, Optional.of(why), size, size, 0, 0, Size.NONE);
    }
}
