package dev.levada.store.lake;

import dev.levada.api.*; import dev.levada.contract.*; import dev.levada.run.*; import dev.levada.plan.Task.Scope; import dev.levada.project.AssetName;
import java.nio.file.*; import java.time.Clock; import java.util.*;
public class LakeSpeed {
  static double ms(long t) { return (System.nanoTime() - t) / 1e6; }
  public static void main(String[] a) throws Exception {
    Path root = Path.of(a[1]); AssetName[] names = new AssetName[4]; for (int i=0;i<4;i++) names[i] = new AssetName("raw","t"+i);
    if (a[0].equals("stats")) { try (var c = java.sql.DriverManager.getConnection("jdbc:duckdb:"); var s = c.createStatement(); var r = s.executeQuery("COPY (SELECT repeat('é', 400) || i as t, 'abcdefghijkl' || i as u, repeat('x',64)||i as v from range(3) r(i)) TO '/tmp/lstat.parquet' (FORMAT parquet, RETURN_STATS true)")) { r.next(); System.out.println(r.getObject("column_statistics")); } return; }
    if (a[0].equals("head")) { long t = System.nanoTime(); LakeStore s = new LakeStore(root, Clock.systemUTC()); s.head(names[0]); System.out.printf("first head %.0f ms%n", ms(t)); t = System.nanoTime(); for (int i=1;i<4;i++) s.head(names[i]); System.out.printf("3 more heads %.1f ms%n", ms(t)); t=System.nanoTime(); s.scan(s.head(names[0]).orElseThrow()); System.out.printf("scan %.0f ms%n", ms(t)); t = System.nanoTime(); s.close(); System.out.printf("close %.1f%n", ms(t)); return; }
    try (Lake lake = new Lake(root)) {
      LakeStore s = lake.store; 
      for (int rep = 0; rep < 3; rep++) for (AssetName n : names) {
        Staging st = s.stage(new StageRequest(n, "run" + rep, List.of(new Column("id", Type.Primitive.BIGINT), new Column("name", Type.Primitive.VARCHAR), new Column("ts", Type.Primitive.TIMESTAMP)), List.of(new PartitionField("ts", PartitionField.Transform.DAY, 0)), Map.of(), Scope.INCREMENT));
        List<WrittenFile> fs = new ArrayList<>(); long t = System.nanoTime();
        for (int i = 0; i < 116; i++) fs.add(lake.file(st, "SELECT i::BIGINT id, 'name'||i||uuid() AS name, TIMESTAMP '2024-01-01' + INTERVAL (" + i + ") DAY AS ts FROM range(20000) r(i)", Map.of("ts_day", Optional.of(java.time.LocalDate.of(2024,1,1).plusDays(i).toString()))));
        double w = ms(t); long bytes = fs.stream().mapToLong(WrittenFile::bytes).sum();
        t = System.nanoTime(); List<Path> ps = fs.stream().map(f -> Path.of(f.path())).toList(); 
        if (rep == 1) { Durable.sync(ps, lake.folder); System.out.printf("sync parallel 116 files %.0f ms%n", ms(t)); }
        if (rep == 2) { ps.forEach(Durable::force); System.out.printf("sync serial 116 files %.0f ms%n", ms(t)); }
        t = System.nanoTime(); s.publish(new Publication(new Staged(st, fs, Map.of(fs.get(0).path(), Positions.of(1, 2))), WriteMode.OVERWRITE, s.head(n), Publication.QuarantineChange.NONE, Map.of()));
        System.out.printf("%s rep %d: wrote %d MB in %.0f ms, publish %.0f ms%n", n, rep, bytes >> 20, w, ms(t));
      }
    }
  }
}
