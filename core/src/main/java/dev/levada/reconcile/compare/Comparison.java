package dev.levada.reconcile.compare;

import dev.levada.engine.Rows;
import dev.levada.engine.Session;
import dev.levada.project.AssetName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares {@link Views#SOURCE} with {@link Views#TABLE}: first what the rows of each chunk come to, then, in the chunks that
 * differ, key by key. What does not fit into memory the engine spills to disk; only chunks and the keys that are shown come here.
 */
public final class Comparison {
    /** More chunks than these are not made; they hold more rows then. */
    static final int MOST_CHUNKS = 1000;

    private final Session session;
    private final Layout layout;
    private final Evidence evidence;
    private final Consumer<String> step;

    /** @param step is told in a word what is done now */
    public Comparison(Session session, Layout layout, Evidence evidence, Consumer<String> step) {
        this.session = session;
        this.layout = layout;
        this.evidence = evidence;
        this.step = step;
    }

    /**
     * What came of it.
     *
     * @param verdicts how many keys differ, and why
     * @param differences the first of those that nothing explains, in the order of keys
     */
    public record Result(List<Chunk> chunks, Map<Verdict, Long> verdicts, List<DifferingKey> differences) {
        public Result {
            chunks = List.copyOf(chunks);
            verdicts = Map.copyOf(verdicts);
            differences = List.copyOf(differences);
        }
    }

    /**
     * Compares them.
     *
     * @param rows how many rows the source has
     * @param chunkRows about how many of them a chunk has
     * @param limit how many keys are shown
     */
    public Result compare(long rows, long chunkRows, long limit) {
        step.accept("cut");
        Cuts cuts = cuts(rows, Math.max(chunkRows, rows / MOST_CHUNKS + 1));
        step.accept("sum up");
        List<Chunk> chunks = chunks(cuts);
        List<Integer> differing = chunks.stream()
                .filter(chunk -> !chunk.agrees())
                .map(Chunk::number)
                .toList();
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        List<Details.Found> found = new ArrayList<>();
        if (!differing.isEmpty()) {
            step.accept("look into");
            judge(new VerdictSql(layout, cuts, evidence).query(differing, limit), verdicts, found);
        }
        return new Result(chunks, verdicts, new Details(layout, session).of(found));
    }

    private Cuts cuts(long rows, long size) {
        Set<List<@Nullable String>> begins = new LinkedHashSet<>();
        if (rows > size) {
            each(Cuts.query(layout, Views.SOURCE, size), row -> begins.add(texts(row)));
        }
        return new Cuts(layout, List.copyOf(begins));
    }

    private List<Chunk> chunks(Cuts cuts) {
        Map<Integer, Figures> source = figures(cuts, Views.SOURCE);
        Map<Integer, Figures> table = figures(cuts, Views.TABLE);
        Figures none = Figures.none(layout.columns().size());
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < cuts.chunks(); i++) {
            chunks.add(new Chunk(
                    i,
                    i == 0 ? Optional.empty() : Optional.of(cuts.begins().get(i - 1)),
                    i == cuts.chunks() - 1
                            ? Optional.empty()
                            : Optional.of(cuts.begins().get(i)),
                    source.getOrDefault(i, none),
                    table.getOrDefault(i, none)));
        }
        return chunks;
    }

    private Map<Integer, Figures> figures(Cuts cuts, AssetName relation) {
        Map<Integer, Figures> figures = new HashMap<>();
        each(
                new FiguresSql(layout, cuts).query(relation),
                row -> figures.put(FiguresSql.chunk(row), FiguresSql.figures(row)));
        return figures;
    }

    private void judge(String query, Map<Verdict, Long> verdicts, List<Details.Found> found) {
        each(query, row -> {
            Verdict verdict = Verdict.valueOf(String.valueOf(row.get(0)));
            if (row.get(1) instanceof Number keys) {
                verdicts.put(verdict, keys.longValue());
            } else {
                found.add(new Details.Found(verdict, texts(row.subList(3, row.size()))));
            }
        });
    }

    private void each(String query, Consumer<List<@Nullable Object>> consumer) {
        try (Rows rows = session.query(query)) {
            for (@Nullable List<@Nullable Object> row = rows.next(); row != null; row = rows.next()) {
                consumer.accept(row);
            }
        }
    }

    private static List<@Nullable String> texts(List<@Nullable Object> row) {
        List<@Nullable String> texts = new ArrayList<>();
        row.forEach(value -> texts.add(value == null ? null : value.toString()));
        return texts;
    }
}
