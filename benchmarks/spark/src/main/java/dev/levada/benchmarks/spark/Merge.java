package dev.levada.benchmarks.spark;

import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Merges a Parquet file into a table of a lake by {@code MERGE INTO}, by deletion vectors, on all cores of this machine, and
 * prints how long the statement took without Spark's start.
 */
public final class Merge {
    private Merge() {}

    /** Takes the lake's folder, the table and the Parquet file. */
    public static void main(String[] args) {
        String lake = args[0];
        SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .appName("merge")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", Runtime.getRuntime().availableProcessors())
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config("spark.sql.catalog.levada", "org.apache.iceberg.spark.SparkCatalog")
                .config("spark.sql.catalog.levada.catalog-impl", "org.apache.iceberg.jdbc.JdbcCatalog")
                .config("spark.sql.catalog.levada.uri", "jdbc:sqlite:" + lake + "/catalog.db")
                .config("spark.sql.catalog.levada.jdbc.schema-version", "V1")
                .config("spark.sql.catalog.levada.warehouse", lake)
                .getOrCreate();
        spark.sql("ALTER TABLE levada." + args[1] + " SET TBLPROPERTIES ('write.merge.mode' = 'merge-on-read')");
        spark.read().parquet(args[2]).createOrReplaceTempView("batch");
        long start = System.nanoTime();
        spark.sql("MERGE INTO levada." + args[1] + " t USING batch s ON t.id = s.id"
                + " WHEN MATCHED THEN UPDATE SET t.name = s.name, t.email = s.email, t.city = s.city,"
                + " t.balance = s.balance, t.updated_at = s.updated_at"
                + " WHEN NOT MATCHED THEN INSERT (id, name, email, city, balance, updated_at)"
                + " VALUES (s.id, s.name, s.email, s.city, s.balance, s.updated_at)");
        System.out.println("seconds " + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
        spark.stop();
    }
}
