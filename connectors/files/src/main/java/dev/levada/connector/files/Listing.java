package dev.levada.connector.files;

import java.util.List;

/**
 * The files that were found, sorted by name.
 *
 * @param notices what a user should know of those that could not be listed
 */
record Listing(List<StoredFile> files, List<String> notices) {
    Listing {
        files = List.copyOf(files);
        notices = List.copyOf(notices);
    }
}
