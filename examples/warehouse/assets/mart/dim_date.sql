/* levada
description: One row per day from the first sale to the end of its last year.
store: warehouse
write: {mode: insert_only, key: date_key}
*/
select
    cast(strftime(day, '%Y%m%d') as integer) as date_key,
    cast(day as date) as day,
    cast(year(day) as integer) as year, cast(quarter(day) as integer) as quarter, cast(month(day) as integer) as month,
    cast(isodow(day) as integer) as weekday, isodow(day) > 5 as is_weekend
from (
    select unnest(generate_series(
        date_trunc('year', min(sold_at)), date_trunc('year', max(sold_at)) + interval '1 year' - interval '1 day',
        interval '1 day')) as day
    from features.sales
)
