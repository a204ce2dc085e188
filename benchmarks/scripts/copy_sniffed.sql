-- One file in, one file out; DuckDB finds the columns' types out.
COPY (FROM read_csv('data/events.csv')) TO 'events.parquet' (FORMAT parquet, COMPRESSION zstd);
