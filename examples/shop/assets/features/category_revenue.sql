/* levada
description: What each category sold.
write: {mode: overwrite}
checks:
  - name: the categories' revenue is the users' spend
    sql: |
      select sold.total, spent.total
      from (select sum(revenue) as total from features.category_revenue) sold,
           (select sum(total_spend) as total from features.user_features) spent
      where abs(sold.total - spent.total) > 0.01
*/
select
    p.category,
    count(distinct p.product_id) as products,
    count(e.event_id) as purchases,
    cast(coalesce(sum(e.quantity), 0) as bigint) as units,
    coalesce(sum(e.amount), 0) as revenue
from raw.products p
left join raw.events e on e.product_id = p.product_id and e.event_type = 'purchase'
group by p.category
