/* levada
description: One row per valid user, ready for training. A user who did nothing has zeros.
write: {mode: overwrite}
columns:
  account_age_days:       {description: Whole days from the account's creation to the day as_of.}
  purchase_rate:          {description: Purchases per event.}
  cart_to_purchase_ratio: {description: Purchases per item put into the cart.}
  first_event_at:         {description: Null when there is none.}
  last_event_at:          {description: Null when there is none.}
checks:
  - name: user ids are not null
    sql: select * from features.user_features where user_id is null
  - name: user ids are unique
    sql: select user_id from features.user_features group by user_id having count(*) > 1
  - name: ages are not negative
    sql: select user_id, age from features.user_features where age < 0
  - name: spend is not negative
    sql: select user_id, total_spend from features.user_features where total_spend < 0
  - name: purchase rates lie between 0 and 1
    sql: select user_id, purchase_rate from features.user_features where purchase_rate not between 0 and 1
  - name: every valid user has a row
    sql: select user_id from raw.users except select user_id from features.user_features
  - name: every row belongs to a valid user
    sql: select user_id from features.user_features except select user_id from raw.users
*/
with activity as (
    select
        e.user_id,
        count(*) as total_events,
        count(*) filter (e.event_type = 'view') as total_views,
        count(*) filter (e.event_type = 'search') as total_searches,
        count(*) filter (e.event_type = 'add_to_cart') as total_add_to_cart,
        count(*) filter (e.event_type = 'purchase') as total_purchases,
        count(*) filter (e.event_type = 'review') as total_reviews,
        count(distinct e.product_id) as distinct_products,
        count(distinct p.category) as distinct_categories,
        count(distinct cast(e.ts as date)) as days_active,
        min(e.ts) as first_event_at,
        max(e.ts) as last_event_at,
        sum(e.amount) filter (e.event_type = 'purchase') as total_spend,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'books') as revenue_books,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'clothing') as revenue_clothing,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'electronics') as revenue_electronics,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'garden') as revenue_garden,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'home') as revenue_home,
        sum(e.amount) filter (e.event_type = 'purchase' and p.category = 'toys') as revenue_toys
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
    days_between(cast(u.created_at as date), cast($as_of as date)) as account_age_days,
    coalesce(a.total_events, 0) as total_events,
    coalesce(a.total_views, 0) as total_views,
    coalesce(a.total_searches, 0) as total_searches,
    coalesce(a.total_add_to_cart, 0) as total_add_to_cart,
    coalesce(a.total_purchases, 0) as total_purchases,
    coalesce(a.total_reviews, 0) as total_reviews,
    coalesce(a.total_spend, 0) as total_spend,
    coalesce(a.total_spend / nullif(a.total_purchases, 0), 0) as avg_order_value,
    coalesce(a.distinct_products, 0) as distinct_products,
    coalesce(a.distinct_categories, 0) as distinct_categories,
    coalesce(a.total_purchases / nullif(a.total_events, 0), 0) as purchase_rate,
    coalesce(a.total_purchases / nullif(a.total_add_to_cart, 0), 0) as cart_to_purchase_ratio,
    coalesce(a.days_active, 0) as days_active,
    a.first_event_at,
    a.last_event_at,
    coalesce(a.revenue_books, 0) as revenue_books,
    coalesce(a.revenue_clothing, 0) as revenue_clothing,
    coalesce(a.revenue_electronics, 0) as revenue_electronics,
    coalesce(a.revenue_garden, 0) as revenue_garden,
    coalesce(a.revenue_home, 0) as revenue_home,
    coalesce(a.revenue_toys, 0) as revenue_toys
from raw.users u
left join activity a using (user_id)
