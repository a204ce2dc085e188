/* levada
description: What each user did on each day.
time: {column: day, start: 2024-01-01, end: 2024-07-01}
columns:
  user_id: {required: true}
  spend:   {min: 0}
*/
select
    cast(ts as date) as day,
    user_id,
    count(*) as events,
    count(*) filter (event_type = 'purchase') as purchases,
    coalesce(sum(amount) filter (event_type = 'purchase'), 0) as spend,
    count(*) + 4 * count(*) filter (event_type = 'purchase') as score
from raw.events
group by all
