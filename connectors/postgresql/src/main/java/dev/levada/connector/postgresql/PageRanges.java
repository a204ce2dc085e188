package dev.levada.connector.postgresql;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Parts of a table by ranges of pages, each of about as many bytes as the others. A range is of the pages of all partitions
 * that have so many, so the more there are, the fewer pages it has.
 */
final class PageRanges {
    /** 64 MiB. */
    static final long USUAL_BYTES = 64L << 20;

    private static final int MOST_PARTS = 256;

    private PageRanges() {}

    /** Conditions of which each row meets one; one that is empty if there is nothing to be parted. */
    static List<String> conditions(List<Leaf> leaves, long bytes) {
        List<Long> bounds = bounds(leaves, bytes);
        List<String> conditions = new ArrayList<>();
        for (int i = 0; i <= bounds.size(); i++) {
            String begin = i == 0 ? "" : "ctid >= '(" + bounds.get(i - 1) + ",0)'::tid";
            // The last has what comes after it too, however many pages that are by then.
            String end = i == bounds.size() ? "" : "ctid < '(" + bounds.get(i) + ",0)'::tid";
            conditions.add(Query.all(List.of(begin, end)));
        }
        return conditions;
    }

    /** The pages that parts begin at, without the first. */
    private static List<Long> bounds(List<Leaf> leaves, long bytes) {
        List<Leaf> sorted = leaves.stream()
                .filter(leaf -> leaf.pages() > 0)
                .sorted(Comparator.comparingLong(Leaf::pages))
                .toList();
        long total = sorted.stream().mapToLong(Leaf::bytes).sum();
        double share = Math.max(bytes, total / MOST_PARTS + 1);
        double density = sorted.stream().mapToDouble(PageRanges::density).sum();
        List<Long> bounds = new ArrayList<>();
        long page = 0;
        double room = share;
        for (Leaf leaf : sorted) {
            for (long next = next(page, room, density); next <= leaf.pages(); next = next(page, room, density)) {
                bounds.add(next);
                page = next;
                room = share;
            }
            room -= (leaf.pages() - page) * density;
            page = leaf.pages();
            density -= density(leaf);
        }
        bounds.remove(page); // behind the last page begins nothing
        return bounds;
    }

    private static long next(long page, double room, double density) {
        return page + Math.max(1, (long) Math.ceil(room / density));
    }

    private static double density(Leaf leaf) {
        return (double) leaf.bytes() / leaf.pages();
    }
}
