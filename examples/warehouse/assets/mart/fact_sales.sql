/* levada
description: One row per line of an invoice. It points to the customer as it was when the line was sold.
store: warehouse
write: {mode: upsert, key: invoice_line_id}
columns:
  sales_key:    {required: true, unique: true}
  date_key:     {references: mart.dim_date.date_key}
  customer_key: {required: true, references: mart.dim_customer.customer_key}
  track_key:    {required: true, references: mart.dim_track.track_key}
checks:
  - name: every sale is in the mart, and once
    sql: |
      select sold.rows, sold.amount, facts.rows, facts.amount
      from (select count(*) as rows, sum(amount) as amount from features.sales) sold,
           (select count(*) as rows, sum(amount) as amount from mart.fact_sales) facts
      where sold.rows <> facts.rows or sold.amount <> facts.amount
*/
with versions as (
    -- What was sold before a customer's first version belongs to that one.
    select
        customer_key, customer_id, valid_to,
        case when lag(valid_from) over (partition by customer_id order by valid_from) is not null then valid_from end as since
    from mart.dim_customer
)
select
    md5(concat_ws('|', 'line', s.invoice_line_id))::uuid as sales_key,
    s.invoice_line_id, s.invoice_id,
    cast(strftime(s.sold_at, '%Y%m%d') as integer) as date_key,
    v.customer_key, t.track_key, s.sold_at, s.quantity, s.price, s.amount, s.modified_at,
    l._run_id as extracted_by, l._loaded_at as extracted_at
from features.sales s
join raw.invoice_lines l using (invoice_line_id)
join mart.dim_track t on t.track_id = s.track_id
left join versions v
    on v.customer_id = s.customer_id
    and (v.since is null or s.sold_at >= v.since)
    and (v.valid_to is null or s.sold_at < v.valid_to)
