package dev.levada.plan;

import java.util.List;

/**
 * Which assets a command is about.
 *
 * @param include selectors such as {@code raw.users}, {@code +features.x}, {@code raw.users+}, {@code tag:nightly},
 *     {@code raw.*}; none means all assets
 * @param exclude selectors of assets to leave out
 * @param extent whether only what needs it is made, or all that is selected
 */
public record Selection(List<String> include, List<String> exclude, Extent extent) {
    /** How much of the selection is made. */
    public enum Extent {
        /** What is new or stale. */
        STALE,
        /** Everything, from the beginning of the sources. */
        FULL
    }

    /** All that is stale. */
    public static final Selection ALL = new Selection(List.of(), List.of(), Extent.STALE);

    public Selection {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }
}
