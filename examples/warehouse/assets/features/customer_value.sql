/* levada
description: One row per customer, ready for training. Who bought nothing has zeros.
columns: {customer_id: {required: true, unique: true}}
*/
with genres as (
    select customer_id, genre
    from features.sales
    group by customer_id, genre
    qualify row_number() over (partition by customer_id order by sum(amount) desc, genre) = 1
)
select
    c.customer_id,
    count(distinct s.invoice_id) as invoices,
    coalesce(sum(s.quantity), 0)::bigint as tracks,
    coalesce(sum(s.amount), 0)::decimal(12,2) as spend,
    min(s.sold_at) as first_sale_at,
    max(s.sold_at) as last_sale_at,
    any_value(g.genre) as favourite_genre
from raw.customers c
left join features.sales s using (customer_id)
left join genres g using (customer_id)
group by c.customer_id
