package dev.levada.benchmarks.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/**
 * Reads a table of a PostgreSQL server by the JDBC source, in parts by its key on all cores, writes it as Parquet, and prints
 * how long that took without Spark's start.
 */
public final class ReadTable {
    private static final int PARTS_OF_CORE = 4;

    private ReadTable() {}

    /** Takes a file that holds the database's URL, and the table, whose key is {@code id}. */
    public static void main(String[] args) throws IOException {
        Path url = Path.of(args[0]);
        SparkSession spark = SparkSession.builder()
                .master("local[*]")
                .appName("read")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .getOrCreate();
        long start = System.nanoTime();
        long greatest = spark.read()
                .format("jdbc")
                .option("url", Files.readString(url))
                .option("query", "select max(id) as greatest from " + args[1])
                .load()
                .first()
                .getLong(0);
        spark.read()
                .format("jdbc")
                .option("url", Files.readString(url))
                .option("dbtable", args[1])
                .option("partitionColumn", "id")
                .option("lowerBound", 1)
                .option("upperBound", greatest)
                .option("numPartitions", PARTS_OF_CORE * Runtime.getRuntime().availableProcessors())
                .option("fetchsize", 10_000)
                .load()
                .write()
                .option("compression", "zstd")
                .parquet(url.resolveSibling("parquet").toString());
        System.out.println("seconds " + String.format(Locale.ROOT, "%.3f", (System.nanoTime() - start) / 1e9));
        spark.stop();
    }
}
