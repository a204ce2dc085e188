ATTACH 'accounts.duckdb' AS native;
MERGE INTO native.accounts AS t USING read_parquet('batch.parquet') AS s ON t.id = s.id
WHEN MATCHED AND s.updated_at >= t.updated_at THEN UPDATE SET
  name = s.name, email = s.email, city = s.city, balance = s.balance, updated_at = s.updated_at
WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.name, s.email, s.city, s.balance, s.updated_at);
DETACH native;
