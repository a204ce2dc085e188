with activity as (
    select
        e.user_id,
        count(*) as total_events,
        count(*) filter (e.event_type = 'view') as total_views,
        count(*) filter (e.event_type = 'purchase') as total_purchases,
        count(distinct e.product_id) as distinct_products,
        count(distinct p.category) as distinct_categories,
        count(distinct cast(e.ts as date)) as days_active,
        min(e.ts) as first_event_at,
        max(e.ts) as last_event_at,
        sum(e.amount) filter (e.event_type = 'purchase') as total_spend,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'books') as revenue_books
    from raw.events e
    left join raw.products p using (product_id)
    group by e.user_id
)
select
    u.user_id,
    coalesce(u.country, 'unknown') as country,
    u.plan,
    u.age,
    bin(u.age, [18, 25, 35, 45, 55, 65],
        ['under 18', '18-24', '25-34', '35-44', '45-54', '55-64', '65+']) as age_group,
    days_between(cast(u.created_at as date), cast('2024-06-01' as date)) as account_age_days,
    coalesce(a.total_events, 0) as total_events,
    coalesce(a.total_spend, 0) as total_spend,
    coalesce(a.total_spend / nullif(a.total_purchases, 0), 0) as avg_order_value,
    coalesce(a.distinct_products, 0) as distinct_products,
    coalesce(a.distinct_categories, 0) as distinct_categories,
    coalesce(a.total_purchases / nullif(a.total_events, 0), 0) as purchase_rate,
    coalesce(a.days_active, 0) as days_active,
    a.first_event_at,
    a.last_event_at,
    coalesce(a.revenue_books, 0) as revenue_books
from raw.users u
left join activity a using (user_id);
with windows as (
    select user_id, event_type, ts, events_in_window(user_id, ts, '7 days') as events_in_week
    from raw.events
    where ts is not null
),
activity as (
    select
        user_id,
        max(events_in_week) as busiest_week,
        max(ts) as last_event_at,
        bool_or(event_type = 'purchase' and ts >= cast('2024-03-01' as date) - interval 30 days) as bought_lately
    from windows
    group by user_id
)
select
    u.user_id,
    one_hot(u.plan, 'free') as plan_free,
    one_hot(u.plan, 'plus') as plan_plus,
    label_encode(u.country, ['unknown', 'BR', 'DE', 'ES', 'FR', 'US']) as country,
    min_max_scale(u.age) as age_scaled,
    standard_scale(u.age) as age_standard,
    coalesce(a.busiest_week, 0) as busiest_week,
    days_between(cast(a.last_event_at as date), cast('2024-03-01' as date)) as days_since_last_event,
    coalesce(a.bought_lately, false) as bought_lately
from raw.users u
left join activity a using (user_id);
select
    p.category,
    count(distinct p.product_id) as products,
    count(e.event_id) as purchases,
    cast(coalesce(sum(e.quantity), 0) as bigint) as units,
    coalesce(sum(e.amount), 0) as revenue
from raw.products p
left join raw.events e on e.product_id = p.product_id and e.event_type = 'purchase'
group by p.category;
select
    cast(ts as date) as day,
    user_id,
    count(*) as events,
    count(*) filter (event_type = 'purchase') as purchases,
    coalesce(sum(amount) filter (event_type = 'purchase'), 0) as spend,
    count(*) + 4 * count(*) filter (event_type = 'purchase') as score
from raw.events
group by all;
-- prices of what is sold, as in a benchmark's first query
select
    event_type,
    country,
    sum(quantity) as sum_qty,
    sum(amount) as sum_base_price,
    sum(price * (1 - 0.05)) as sum_disc_price,
    sum(price * (1 - 0.05) * (1 + 0.19)) as sum_charge,
    avg(quantity) as avg_qty,
    avg(price) as avg_price,
    count(*) as count_order
from raw.events join raw.users using (user_id) join raw.products using (product_id)
where ts <= date '2024-03-20' - interval 10 days
group by event_type, country
order by event_type, country;
-- the cheapest product of each category that somebody bought
select p.product_id, p.category, p.price
from raw.products p
where p.price = (
    select min(q.price) from raw.products q join raw.events e using (product_id)
    where q.category = p.category and e.event_type = 'purchase')
order by p.category, p.product_id limit 10;
-- revenue and its share
select
    category,
    100.00 * sum(case when event_type = 'purchase' then amount else 0 end) / sum(amount) as share,
    year(ts) as y,
    sum(amount * (1 - quantity / 10)) as volume
from raw.events join raw.products using (product_id)
where ts between timestamp '2024-01-05 00:00:00' and timestamp '2024-03-15 00:00:00'
group by category, year(ts)
having sum(amount) > (select sum(amount) * 0.0001 from raw.events)
order by share desc nulls last;
-- customers with many events and what they bought last
select u.user_id, u.country, l.event_id, l.product_id
from raw.users u
join (
    select user_id, event_id, product_id, row_number() over (partition by user_id order by ts desc, event_id) as place
    from raw.events where event_type = 'purchase'
) l on l.user_id = u.user_id and l.place = 1
where u.user_id in (select user_id from raw.events group by user_id having count(*) >= 3);
-- who only looks
select count(*) as n, avg(age) as mean_age
from raw.users u
where exists (select * from raw.events e where e.user_id = u.user_id)
  and not exists (
    select * from raw.events e where e.user_id = u.user_id and e.event_type in ('purchase', 'add_to_cart'));
-- months, cumulated
select month, revenue, sum(revenue) over (order by month) as cumulated, revenue - lag(revenue) over (order by month) as change
from (select date_trunc('month', ts) as month, sum(amount) as revenue from raw.events where ts is not null group by 1) m
order by month;
-- distribution of counts
select c_count, count(*) as custdist
from (select u.user_id, count(e.event_id) as c_count from raw.users u left join raw.events e
    on u.user_id = e.user_id and e.event_type not like '%cart%' group by u.user_id) c
group by c_count order by custdist desc, c_count desc;
-- histories put side by side
with days as (select user_id, cast(ts as date) as day, sum(amount) as spend from raw.events where ts is not null group by all),
ranked as (select *, dense_rank() over (partition by user_id order by day) as visit, lag(day) over (partition by user_id order by day) as before from days)
select user_id, day, visit, day - before as gap, case when day - before <= 3 then 'again' when before is null then 'first' else 'back' end as kind
from ranked
where visit <= 5
