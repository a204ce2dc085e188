-- The same table in DuckDB's own format.
ATTACH 'accounts.duckdb' AS native;
CREATE TABLE native.accounts AS FROM read_parquet('data/accounts.parquet');
