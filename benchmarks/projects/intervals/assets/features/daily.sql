/* levada
time: {column: day, grain: day, start: 2022-01-01, end: 2024-09-27}
columns:
  user_id: {required: true}
  spend: {min: 0}
*/
select cast(ts as date) as day, user_id, count(*) as events, sum(amount) as spend
from raw.events
group by all
