-- made by hand
/* levada
ownr: me
extract: {from: drops}
checks:
  - row_count: {min: x}
*/
select *
from raw.user u
join (select 1)) on $limit > 1
