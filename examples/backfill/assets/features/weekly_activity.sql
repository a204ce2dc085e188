/* levada
description: What each user did in the seven days up to and including each day.
time:
  column: day
  start: 2024-01-01
  end: 2024-07-01
  inputs:
    features.daily_activity: {lookback: 6 days}
*/
select
    cast($interval_start as date) as day,
    user_id,
    cast(sum(events) as bigint) as events,
    sum(spend) as spend,
    cast(sum(score) as bigint) as score
from features.daily_activity
group by user_id
