/* levada
description: The users' features as a model wants them, encoded and scaled.
owner: ml-team@example.com
write: {mode: overwrite}
checks:
  - unique: [user_id]
  - name: scaled ages lie between 0 and 1
    sql: select user_id, age_scaled from features.training_set where age_scaled not between 0 and 1
*/
with windows as (
    select user_id, event_type, ts, events_in_window(user_id, ts, '7 days') as events_in_week
    from raw.events
),
activity as (
    select
        user_id,
        max(events_in_week) as busiest_week,
        max(ts) as last_event_at,
        bool_or(event_type = 'purchase' and ts >= cast($as_of as date) - interval 30 days) as bought_lately
    from windows
    group by user_id
)
select
    u.user_id,
    one_hot(u.plan, 'free') as plan_free,
    one_hot(u.plan, 'plus') as plan_plus,
    one_hot(u.plan, 'pro') as plan_pro,
    label_encode(u.country, ['unknown', 'BR', 'DE', 'ES', 'FR', 'GB', 'IT', 'JP', 'NL', 'PL', 'PT', 'US']) as country,
    min_max_scale(u.age) as age_scaled,
    standard_scale(u.account_age_days) as account_age_scaled,
    standard_scale(u.total_spend) as spend_scaled,
    u.purchase_rate,
    coalesce(a.busiest_week, 0) as busiest_week,
    days_between(cast(a.last_event_at as date), cast($as_of as date)) as days_since_last_event,
    coalesce(a.bought_lately, false) as bought_lately
from features.user_features u
left join activity a using (user_id)
