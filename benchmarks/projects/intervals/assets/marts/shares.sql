/* levada
time: {column: day, grain: day, start: 2022-01-01, end: 2024-09-27}
*/
select day, user_id, spend / nullif(sum(spend) over (), 0) as share
from features.daily
