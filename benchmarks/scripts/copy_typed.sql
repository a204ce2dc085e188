-- One file in, one file out; the columns' types are given.
COPY (
    FROM read_csv('data/events.csv', header = true, delim = ',', columns = {
        event_id: 'BIGINT', user_id: 'BIGINT', event_type: 'VARCHAR', product_id: 'BIGINT', quantity: 'INTEGER',
        amount: 'DOUBLE', ts: 'TIMESTAMP'})
) TO 'events.parquet' (FORMAT parquet, COMPRESSION zstd);
