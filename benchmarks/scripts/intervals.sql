-- Two hundred events on each of a thousand days.
CREATE TABLE events AS
SELECT
  id AS event_id,
  TIMESTAMP '2022-01-01' + to_days(CAST(id // 200 AS INTEGER)) + to_seconds(CAST(hash(id) % 86400 AS BIGINT)) AS ts,
  CAST(hash(id + 5) % 50 AS BIGINT) AS user_id,
  round((hash(id + 9) % 10000) / 100.0, 2) AS amount
FROM range(200000) AS numbers (id);
COPY events TO 'all.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (FROM events WHERE ts < TIMESTAMP '2023-01-01') TO 'year.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (SELECT * REPLACE (event_id + 1000000 AS event_id) FROM events WHERE ts >= TIMESTAMP '2022-06-15' LIMIT 1)
  TO 'late.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (FROM events WHERE CAST(ts AS DATE) = DATE '2023-01-01') TO 'next.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (SELECT *, strftime(ts, '%Y-%m-%d') AS day FROM events) TO 'days' (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (day));
