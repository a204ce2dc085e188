-- Twenty million accounts, and a batch in which one in a hundred of them changed.
CREATE TABLE accounts AS
SELECT
  id,
  'name ' || (hash(id) % 1000000) AS name,
  'user' || id || '@example.com' AS email,
  ['Lisboa', 'Porto', 'Braga', 'Faro', 'Coimbra', 'Funchal'][CAST(1 + hash(id + 7) % 6 AS BIGINT)] AS city,
  round((hash(id + 13) % 10000000) / 100.0, 2) AS balance,
  TIMESTAMP '2024-01-01' + to_seconds(CAST(hash(id + 29) % 31536000 AS BIGINT)) AS updated_at
FROM range(20000000) AS numbers (id);
COPY accounts TO 'accounts.parquet' (FORMAT parquet, COMPRESSION zstd);
COPY (
  SELECT id, name, email, city, balance + 1 AS balance, TIMESTAMP '2025-06-01' AS updated_at
  FROM accounts WHERE hash(id + 41) % 100 = 0
) TO 'batch.parquet' (FORMAT parquet, COMPRESSION zstd);
