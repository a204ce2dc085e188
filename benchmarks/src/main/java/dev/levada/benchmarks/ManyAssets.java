package dev.levada.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes a large project to be checked, not run: extracts of CSV files with declared columns, and layers of SQL models
 * of which each reads two of the layer below. Each extract has one file with one row.
 */
final class ManyAssets {
    private ManyAssets() {}

    static void write(Path folder, int extracts, int layers) throws IOException {
        Path data = Files.createDirectories(folder.resolve("data"));
        Path raw = Files.createDirectories(folder.resolve("assets").resolve("raw"));
        Files.writeString(folder.resolve("levada.yml"), """
                name: many
                connections:
                  drops: {type: files, root: data}
                """);
        for (int i = 0; i < extracts; i++) {
            Files.writeString(raw.resolve(table(i) + ".yml"), extract(i));
            Path deliveries = Files.createDirectories(data.resolve("kind" + i));
            Files.writeString(deliveries.resolve("first.csv"), "id,kind,amount,ts\n1,a,0.5,2024-01-01 00:00:00\n");
        }
        for (int layer = 1; layer <= layers; layer++) {
            Path models = Files.createDirectories(folder.resolve("assets").resolve("layer" + layer));
            String below = layer == 1 ? "raw" : "layer" + (layer - 1);
            for (int i = 0; i < extracts; i++) {
                String model = model(below + "." + table(i), below + "." + table((i * 7 + layer) % extracts));
                Files.writeString(models.resolve(table(i) + ".sql"), model);
            }
        }
    }

    private static String table(int number) {
        return "t" + (1000 + number);
    }

    private static String extract(int number) {
        return """
                description: Deliveries of kind %1$d.
                owner: team-%2$d@example.com
                extract: {from: drops, files: "kind%1$d/*.csv"}
                write: {mode: append, partition: [day(ts)], dedup: {by: [id], order: ts}}
                columns:
                  id:     {type: bigint, required: true}
                  kind:   {type: varchar, in: [a, b, c]}
                  amount: {type: double, min: 0}
                  ts:     {type: timestamp, required: true}
                checks:
                  - row_count: {min: 1}
                """.formatted(number, number % 20);
    }

    private static String model(String one, String other) {
        return """
                /* levada
                description: What came of %1$s and %2$s.
                columns:
                  id:     {required: true, unique: true}
                  amount: {min: 0}
                checks:
                  - name: no kind is unknown
                    sql: select id from %1$s where kind not in ('a', 'b', 'c')
                */
                with sums as (
                    select id, sum(amount) as amount, max(ts) as ts from %2$s group by id
                )
                select l.id, l.kind, coalesce(r.amount, 0) + l.amount as amount, greatest(l.ts, r.ts) as ts
                from %1$s l
                left join sums r using (id)
                where l.kind is not null
                """.formatted(one, other);
    }
}
